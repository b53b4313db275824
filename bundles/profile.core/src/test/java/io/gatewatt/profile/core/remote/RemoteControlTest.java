// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.ocpp.CallHandler;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.v16.AuthorizationStatus;
import io.gatewatt.ocpp.v16.ChangeAvailability;
import io.gatewatt.ocpp.v16.ChargingProfile;
import io.gatewatt.ocpp.v16.ChargingProfileKind;
import io.gatewatt.ocpp.v16.ChargingProfilePurpose;
import io.gatewatt.ocpp.v16.ChargingRateUnit;
import io.gatewatt.ocpp.v16.ChargingSchedule;
import io.gatewatt.ocpp.v16.ChargingSchedulePeriod;
import io.gatewatt.ocpp.v16.DataTransfer;
import io.gatewatt.ocpp.v16.IdTagInfo;
import io.gatewatt.ocpp.v16.RemoteStartTransaction;
import io.gatewatt.ocpp.v16.RemoteStopTransaction;
import io.gatewatt.ocpp.v16.Reset;
import io.gatewatt.ocpp.v16.StartTransaction;
import io.gatewatt.ocpp.v16.StopTransaction;
import io.gatewatt.ocpp.v16.UnlockConnector;
import io.gatewatt.profile.core.FakeCentralSystem;
import io.gatewatt.profile.core.FakeOutbox;
import io.gatewatt.profile.core.FakeSettings;
import io.gatewatt.profile.core.FakeStation;
import io.gatewatt.profile.core.auth.Learned;
import io.gatewatt.profile.core.meter.StopValues;
import io.gatewatt.profile.core.transaction.TransactionNumbers;
import io.gatewatt.profile.core.transaction.TransactionReporter;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.UnlockOutcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteControlTest {

    private VirtualLoop loop = new VirtualLoop();
    private FakeStation station = new FakeStation(loop);
    private final FakeCentralSystem central = new FakeCentralSystem(loop).online();
    private final FakeSettings settings = new FakeSettings();
    private final FakeOutbox outbox = new FakeOutbox(loop);
    private final List<String> restarts = new ArrayList<>();
    private TransactionNumbers owner;
    private Restart restart;

    @BeforeEach
    void begin() {
        restart = new Restart(loop, station, central, outbox, settings);
        owner = new TransactionNumbers(loop, station, settings, Learned.in(loop, station, settings, central));
        station.listen(new TransactionReporter(loop, station, outbox, new StopValues(loop, settings)));
        loop.run();
    }

    /** Answers, then does what comes after the answer. */
    private <Q extends Record, R extends Record> R call(CallHandler<Q, R> handler, Q request) {
        List<Reply<R>> replies = new ArrayList<>();
        loop.run(() -> handler.handle(request).onSuccess(replies::add));
        List<String> before = List.copyOf(station.asked);
        R confirmation = replies.get(0).confirmation().orElseThrow();
        assertEquals(before, station.asked, "answer first, then act");
        loop.run(replies.get(0).afterwards());
        return confirmation;
    }

    private RemoteStartTransaction.Status remoteStart(Integer connector, ChargingProfilePurpose purpose) {
        ChargingProfile profile = purpose == null
                ? null
                : new ChargingProfile(
                        1,
                        null,
                        0,
                        purpose,
                        ChargingProfileKind.Relative,
                        null,
                        null,
                        null,
                        new ChargingSchedule(
                                null,
                                null,
                                ChargingRateUnit.A,
                                List.of(new ChargingSchedulePeriod(0, BigDecimal.TEN, null)),
                                null));
        return call(
                        new RemoteStart(loop, station, central, settings, restart),
                        new RemoteStartTransaction.Request("T1", connector, profile))
                .status();
    }

    @ParameterizedTest
    @CsvSource({
        // connector, startable, authorise, purpose, status, asked of the station
        "1, 1, false, ,                      Accepted, start 1 T1",
        "1, 1, true,  ,                      Accepted, present 1 T1",
        " , 1, false, ,                      Accepted, start 1 T1",
        " ,  , false, ,                      Rejected, ",
        "0, 1, false, ,                      Rejected, ",
        "2, 1, false, ,                      Rejected, ",
        "1, 1, false, TxProfile,             Accepted, start 1 T1",
        "1, 1, false, TxDefaultProfile,      Rejected, ",
        "1, 1, false, ChargePointMaxProfile, Rejected, "
    })
    void remoteStart(
            Integer connector,
            Integer startable,
            boolean authorize,
            ChargingProfilePurpose purpose,
            RemoteStartTransaction.Status status,
            String asked) {
        station.startable = Optional.ofNullable(startable);
        settings.set("AuthorizeRemoteTxRequests", authorize);
        assertEquals(status, remoteStart(connector, purpose));
        assertEquals(asked == null ? List.of() : List.of(asked), station.asked);
    }

    @Test
    void noRemoteControlWhilePending() {
        central.registration(RegistrationStatus.Pending);
        assertEquals(RemoteStartTransaction.Status.Rejected, remoteStart(1, null));
        assertEquals(RemoteStopTransaction.Status.Rejected, remoteStop(5));
    }

    private RemoteStopTransaction.Status remoteStop(int id) {
        return call(new RemoteStop(loop, station, central), new RemoteStopTransaction.Request(id))
                .status();
    }

    private void running(int id, AuthorizationStatus status) {
        loop.run(() -> station.begin("a", 1, "T1"));
        outbox.deliver(owner, new StartTransaction.Confirmation(new IdTagInfo(status, null, "P"), id));
    }

    @Test
    void remoteStopByTheNumberOfTheCentralSystem() {
        loop.run(() -> station.begin("a", 1, "T1"));
        assertEquals(RemoteStopTransaction.Status.Rejected, remoteStop(-1), "no number before the confirmation");
        outbox.deliver(owner, new StartTransaction.Confirmation(new IdTagInfo(AuthorizationStatus.Accepted), 0));
        assertEquals(RemoteStopTransaction.Status.Rejected, remoteStop(1));
        assertEquals(RemoteStopTransaction.Status.Accepted, remoteStop(0));
        assertEquals(List.of("stop a REMOTE"), station.asked);
        assertEquals(RemoteStopTransaction.Status.Rejected, remoteStop(0), "it has ended");
        StopTransaction.Request stop = (StopTransaction.Request)
                outbox.deliver(owner, new StopTransaction.Confirmation()).orElseThrow();
        assertEquals(StopTransaction.Reason.Remote, stop.reason());
        assertEquals(null, stop.idTag());
    }

    @ParameterizedTest
    @CsvSource({"true,  0,   stop a DE_AUTHORIZED", "false, 0,   suspend a Tag not accepted: Blocked", "false, 500, "})
    void aRefusedTag(boolean stop, int energy, String asked) {
        settings.set("StopTransactionOnInvalidId", stop).set("MaxEnergyOnInvalidId", energy);
        station.listen(owner);
        running(9, AuthorizationStatus.Blocked);
        assertEquals(asked == null ? List.of("group a P") : List.of("group a P", asked), station.asked);
        station.meter = io.gatewatt.measure.MeterReading.of(1499);
        station.status(1, ConnectorStatus.CHARGING, "");
        assertEquals(energy > 0 ? 1 : 2, station.asked.size());
        station.meter = io.gatewatt.measure.MeterReading.of(1500);
        station.status(1, ConnectorStatus.CHARGING, "");
        station.status(1, ConnectorStatus.SUSPENDED_EVSE, "");
        assertEquals(2, station.asked.size());
    }

    @ParameterizedTest
    @CsvSource({
        "1, false, UNLOCKED, Unlocked",
        "2, false, FAILED,   UnlockFailed",
        "2, false, NO_LOCK,  NotSupported",
        "1, true,  UNLOCKED, NotSupported",
        "3, false, UNLOCKED, NotSupported",
        "0, false, UNLOCKED, NotSupported"
    })
    void unlock(int connector, boolean fixed, UnlockOutcome outcome, UnlockConnector.Status status) {
        if (fixed) {
            station.fixedCable();
        }
        station.unlock = outcome;
        List<UnlockConnector.Status> answers = new ArrayList<>();
        loop.run(() -> new Unlock(loop, station)
                .handle(new UnlockConnector.Request(connector))
                .onSuccess(reply -> {
                    answers.add(reply.confirmation().orElseThrow().status());
                    station.asked.add("answered");
                    reply.afterwards().run();
                }));
        assertEquals(List.of(status), answers);
        assertEquals(
                fixed || connector == 3 || connector == 0
                        ? List.of("answered")
                        : List.of("unlock " + connector, "answered", "unlock told " + connector),
                station.asked);
    }

    @Test
    void dataOfNobody() {
        assertEquals(
                new DataTransfer.Confirmation(DataTransfer.Status.UnknownVendorId),
                call(new UnknownData(loop), new DataTransfer.Request("com.example", "x", "y")));
    }

    private ChangeAvailability.Status change(Availability availability, int connector, ChangeAvailability.Type type) {
        return call(
                        new ChangeAvailabilityHandler(loop, station, availability),
                        new ChangeAvailability.Request(connector, type))
                .status();
    }

    @Test
    void availabilityWaitsForTheSessionAndSurvivesAPowerCut() {
        Availability availability = new Availability(loop, station);
        loop.run();
        loop.run(() -> station.begin("a", 1, "T1"));
        assertEquals(ChangeAvailability.Status.Scheduled, change(availability, 1, ChangeAvailability.Type.Inoperative));
        assertEquals(ChangeAvailability.Status.Accepted, change(availability, 1, ChangeAvailability.Type.Operative));
        assertEquals(ChangeAvailability.Status.Accepted, change(availability, 2, ChangeAvailability.Type.Inoperative));
        assertEquals(ChangeAvailability.Status.Accepted, change(availability, 2, ChangeAvailability.Type.Inoperative));
        assertEquals(ChangeAvailability.Status.Scheduled, change(availability, 0, ChangeAvailability.Type.Inoperative));
        assertEquals(ChangeAvailability.Status.Rejected, change(availability, 3, ChangeAvailability.Type.Inoperative));
        assertEquals("true false false", operative(availability));
        loop = loop.crash();
        station = new FakeStation(loop);
        Availability again = new Availability(loop, station);
        loop.run();
        assertEquals("true false false", operative(again));
        assertEquals(List.of("refresh"), station.asked);
    }

    private static String operative(Availability availability) {
        return availability.operative(1) + " " + availability.operative(2) + " " + availability.operative(0);
    }

    private ResetHandler resetHandler(boolean process) {
        ResetHandler handler = new ResetHandler(loop, restart);
        if (process) {
            handler.bindProcess(restarts::add);
        }
        return handler;
    }

    @Test
    void noResetWhereNobodyStartsAgain() {
        assertEquals(
                Reset.Status.Rejected,
                call(resetHandler(false), new Reset.Request(Reset.Type.Hard)).status());
    }

    @Test
    void resetWaitsUntilTheStopIsTold() {
        running(4, AuthorizationStatus.Accepted);
        assertEquals(
                Reset.Status.Accepted,
                call(resetHandler(true), new Reset.Request(Reset.Type.Soft)).status());
        loop.advance(Duration.ofSeconds(2));
        assertEquals(List.of(), restarts);
        StopTransaction.Request stop = (StopTransaction.Request)
                outbox.deliver(owner, new StopTransaction.Confirmation()).orElseThrow();
        assertEquals(StopTransaction.Reason.SoftReset, stop.reason());
        loop.advance(Duration.ofSeconds(1));
        assertEquals(1, restarts.size());
    }

    @Test
    void aSoftResetIsOneOfTheComponents() {
        settings.set("ResetRetries", 3);
        ResetHandler handler = resetHandler(true);
        handler.bindComponents((why, retries) -> restarts.add("components, " + retries + " retries"));
        call(handler, new Reset.Request(Reset.Type.Soft));
        loop.advance(Duration.ofSeconds(1));
        assertEquals(List.of("components, 3 retries"), restarts);
        restart.close();
        loop.advance(Duration.ofMinutes(5));
        assertEquals(1, restarts.size(), "it was restarted itself");
    }

    @Test
    void theHarderOfTwoResetsWins() {
        running(4, AuthorizationStatus.Accepted);
        ResetHandler handler = resetHandler(true);
        handler.bindComponents((why, retries) -> restarts.add("components"));
        call(handler, new Reset.Request(Reset.Type.Soft));
        call(handler, new Reset.Request(Reset.Type.Hard));
        call(handler, new Reset.Request(Reset.Type.Soft));
        StopTransaction.Request stop = (StopTransaction.Request)
                outbox.deliver(owner, new StopTransaction.Confirmation()).orElseThrow();
        assertEquals(StopTransaction.Reason.SoftReset, stop.reason(), "the first reason counts");
        loop.advance(Duration.ofSeconds(1));
        assertEquals(List.of("reset by the central system: SOFT_RESET"), restarts);
        assertEquals(Optional.empty(), outbox.deliver(owner, new StopTransaction.Confirmation()));
    }

    @Test
    void nothingStartsWhileTheStationIsAboutToRestart() {
        running(4, AuthorizationStatus.Accepted);
        ResetHandler handler = resetHandler(true);
        call(handler, new Reset.Request(Reset.Type.Hard));
        assertEquals(RemoteStartTransaction.Status.Rejected, remoteStart(2, null));
        // Authorised when the reset began: whoever starts all the same is stopped.
        loop.run(() -> station.begin("b", 2, "T2"));
        loop.advance(Duration.ofSeconds(1));
        assertEquals(2, outbox.ever().stream().filter("StopTransaction"::equals).count());
    }

    @Test
    void resetDoesNotWaitForEver() {
        running(4, AuthorizationStatus.Accepted);
        call(resetHandler(true), new Reset.Request(Reset.Type.Hard));
        loop.advance(Restart.PATIENCE.plusSeconds(1));
        assertEquals(1, restarts.size());
        loop.advance(Duration.ofMinutes(5));
        assertEquals(2, restarts.size(), "ResetRetries is 1");
        assertTrue(outbox.ever().contains("StopTransaction"));
    }

    @Test
    void theRulesOfASessionFollowTheKeys() {
        new Rules(loop, station, settings);
        loop.run();
        loop.run(() -> settings.set("MeterValueSampleInterval", 5).set("ConnectionTimeOut", 30));
        loop.run(() -> settings.set("StopTransactionOnEVSideDisconnect", false)
                .set("UnlockConnectorOnEVSideDisconnect", false));
        assertEquals(
                List.of(
                        "rules 60 true true",
                        "lights 100 3",
                        "rules 30 true true",
                        "rules 30 false true",
                        "rules 30 false false"),
                station.asked);
        // Whatever was stored before: the maker's word counts.
        loop.run(() -> settings.set("StopTransactionOnEVSideDisconnectFixed", true));
        assertEquals("rules 30 true false", station.asked.get(5));
    }
}
