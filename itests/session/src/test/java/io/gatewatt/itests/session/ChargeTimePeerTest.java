// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.chargetime.ocpp.JSONConfiguration;
import eu.chargetime.ocpp.JSONServer;
import eu.chargetime.ocpp.ServerEvents;
import eu.chargetime.ocpp.feature.profile.ServerCoreEventHandler;
import eu.chargetime.ocpp.feature.profile.ServerCoreProfile;
import eu.chargetime.ocpp.model.Confirmation;
import eu.chargetime.ocpp.model.Request;
import eu.chargetime.ocpp.model.SessionInformation;
import eu.chargetime.ocpp.model.core.AuthorizationStatus;
import eu.chargetime.ocpp.model.core.AuthorizeConfirmation;
import eu.chargetime.ocpp.model.core.AuthorizeRequest;
import eu.chargetime.ocpp.model.core.BootNotificationConfirmation;
import eu.chargetime.ocpp.model.core.BootNotificationRequest;
import eu.chargetime.ocpp.model.core.DataTransferConfirmation;
import eu.chargetime.ocpp.model.core.DataTransferRequest;
import eu.chargetime.ocpp.model.core.DataTransferStatus;
import eu.chargetime.ocpp.model.core.HeartbeatConfirmation;
import eu.chargetime.ocpp.model.core.HeartbeatRequest;
import eu.chargetime.ocpp.model.core.IdTagInfo;
import eu.chargetime.ocpp.model.core.MeterValuesConfirmation;
import eu.chargetime.ocpp.model.core.MeterValuesRequest;
import eu.chargetime.ocpp.model.core.Reason;
import eu.chargetime.ocpp.model.core.RegistrationStatus;
import eu.chargetime.ocpp.model.core.RemoteStartStopStatus;
import eu.chargetime.ocpp.model.core.RemoteStartTransactionConfirmation;
import eu.chargetime.ocpp.model.core.RemoteStartTransactionRequest;
import eu.chargetime.ocpp.model.core.RemoteStopTransactionConfirmation;
import eu.chargetime.ocpp.model.core.RemoteStopTransactionRequest;
import eu.chargetime.ocpp.model.core.StartTransactionConfirmation;
import eu.chargetime.ocpp.model.core.StartTransactionRequest;
import eu.chargetime.ocpp.model.core.StatusNotificationConfirmation;
import eu.chargetime.ocpp.model.core.StatusNotificationRequest;
import eu.chargetime.ocpp.model.core.StopTransactionConfirmation;
import eu.chargetime.ocpp.model.core.StopTransactionRequest;
import io.gatewatt.itests.harness.Bench;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.Project;
import io.gatewatt.itests.harness.StationProcess;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session against the JSON server of the ChargeTime library. */
class ChargeTimePeerTest implements ServerEvents, ServerCoreEventHandler {

    private static final int TRANSACTION = 4711;

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile UUID session;

    private <T extends Request> T await(Class<T> type, Predicate<T> fits) {
        Predicate<Request> wanted = r -> type.isInstance(r) && fits.test(type.cast(r));
        Awaitility.await(type.getSimpleName())
                .atMost(Csms.PATIENCE)
                .until(() -> requests.stream().anyMatch(wanted));
        return type.cast(requests.stream().filter(wanted).findFirst().orElseThrow());
    }

    private static <T extends Confirmation> T call(JSONServer server, UUID session, Request request, Class<T> type)
            throws Exception {
        return type.cast(server.send(session, request).toCompletableFuture().get(20, TimeUnit.SECONDS));
    }

    @Test
    void aRemoteSession(@TempDir Path home) throws Exception {
        // The socket library below that server sometimes leaves an answer lying in its buffer until it next writes: a
        // ping each second.
        JSONConfiguration configuration =
                JSONConfiguration.get().setParameter(JSONConfiguration.PING_INTERVAL_PARAMETER, 1);
        JSONServer server = new JSONServer(new ServerCoreProfile(this), configuration);
        int port = Project.freePort();
        server.open("127.0.0.1", port, this);
        try (StationProcess station = StationProcess.Command.run(home)
                .with("--csms", "ws://127.0.0.1:" + port, "--identity", "CT1")
                .set("MeterValueSampleInterval", 1)
                .start()) {
            station.awaitReady();
            Bench bench = station.bench();
            await(BootNotificationRequest.class, r -> r.getChargePointModel() != null);
            await(StatusNotificationRequest.class, r -> r.getConnectorId() == 2);

            bench.plug(1);
            RemoteStartTransactionRequest start = new RemoteStartTransactionRequest("CT-CARD");
            start.setConnectorId(1);
            assertEquals(
                    RemoteStartStopStatus.Accepted,
                    call(server, session, start, RemoteStartTransactionConfirmation.class)
                            .getStatus());
            StartTransactionRequest started = await(StartTransactionRequest.class, r -> true);
            assertEquals("CT-CARD", started.getIdTag());
            await(MeterValuesRequest.class, r -> r.getTransactionId() == TRANSACTION);
            assertEquals(
                    RemoteStartStopStatus.Accepted,
                    call(
                                    server,
                                    session,
                                    new RemoteStopTransactionRequest(TRANSACTION),
                                    RemoteStopTransactionConfirmation.class)
                            .getStatus());
            StopTransactionRequest stopped =
                    await(StopTransactionRequest.class, r -> r.getTransactionId() == TRANSACTION);
            assertEquals(Reason.Remote, stopped.getReason());
            assertTrue(stopped.getMeterStop() >= started.getMeterStart());
            bench.unplug(1);

            int earlier = (int)
                    requests.stream().filter(AuthorizeRequest.class::isInstance).count();
            bench.plug(2).present("CT-LOCAL");
            await(AuthorizeRequest.class, r -> r.getIdTag().equals("CT-LOCAL"));
            await(StartTransactionRequest.class, r -> r.getConnectorId() == 2);
            assertTrue(
                    requests.stream().filter(AuthorizeRequest.class::isInstance).count() > earlier);
        } finally {
            server.close();
        }
    }

    @Override
    public void authenticateSession(SessionInformation information, String username, byte[] password) {
        // Anybody may come.
    }

    @Override
    public void newSession(UUID id, SessionInformation information) {
        session = id;
    }

    @Override
    public void lostSession(UUID id) {
        // The test ends by itself.
    }

    private <T extends Confirmation> T note(Request request, T confirmation) {
        requests.add(request);
        return confirmation;
    }

    @Override
    public AuthorizeConfirmation handleAuthorizeRequest(UUID id, AuthorizeRequest request) {
        return note(request, new AuthorizeConfirmation(new IdTagInfo(AuthorizationStatus.Accepted)));
    }

    @Override
    public BootNotificationConfirmation handleBootNotificationRequest(UUID id, BootNotificationRequest request) {
        return note(
                request,
                new BootNotificationConfirmation(ZonedDateTime.now(ZoneOffset.UTC), 300, RegistrationStatus.Accepted));
    }

    @Override
    public DataTransferConfirmation handleDataTransferRequest(UUID id, DataTransferRequest request) {
        return note(request, new DataTransferConfirmation(DataTransferStatus.UnknownVendorId));
    }

    @Override
    public HeartbeatConfirmation handleHeartbeatRequest(UUID id, HeartbeatRequest request) {
        return note(request, new HeartbeatConfirmation(ZonedDateTime.now(ZoneOffset.UTC)));
    }

    @Override
    public MeterValuesConfirmation handleMeterValuesRequest(UUID id, MeterValuesRequest request) {
        return note(request, new MeterValuesConfirmation());
    }

    @Override
    public StartTransactionConfirmation handleStartTransactionRequest(UUID id, StartTransactionRequest request) {
        return note(
                request, new StartTransactionConfirmation(new IdTagInfo(AuthorizationStatus.Accepted), TRANSACTION));
    }

    @Override
    public StatusNotificationConfirmation handleStatusNotificationRequest(UUID id, StatusNotificationRequest request) {
        return note(request, new StatusNotificationConfirmation());
    }

    @Override
    public StopTransactionConfirmation handleStopTransactionRequest(UUID id, StopTransactionRequest request) {
        return note(request, new StopTransactionConfirmation());
    }
}
