// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.measure.DeviceFault.Kind;
import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.v16.StatusNotification;
import io.gatewatt.profile.core.FakeCentralSystem;
import io.gatewatt.profile.core.FakeSettings;
import io.gatewatt.profile.core.FakeStation;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.FaultState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusNotifierTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final FakeStation station = new FakeStation(loop);
    private final FakeCentralSystem central = new FakeCentralSystem(loop).online();
    private final FakeSettings settings = new FakeSettings();
    private StatusNotifier notifier;

    @BeforeEach
    void begin() {
        central.answer(StatusNotification.ACTION, request -> new StatusNotification.Confirmation());
        notifier = new StatusNotifier(loop, central, settings);
        station.listen(notifier);
        central.listen(notifier);
        loop.run();
    }

    private List<String> told() {
        loop.run();
        List<String> told = central.called(StatusNotification.Request.class).stream()
                .map(r -> r.connectorId() + " " + r.status() + " " + r.errorCode()
                        + (r.info() == null ? "" : " " + r.info()))
                .toList();
        central.calls.clear();
        return told;
    }

    @Test
    void everyStatusOnceAfterTheRegistration() {
        assertEquals(List.of("0 Available NoError", "1 Available NoError", "2 Available NoError"), told());
        assertTrue(notifier.settled());
    }

    private boolean trigger(Integer connector) {
        StatusTrigger trigger = new StatusTrigger(station, central);
        if (central.link().online()) {
            trigger.bindNotifier(notifier);
        }
        Optional<Runnable> send = trigger.trigger(Optional.ofNullable(connector));
        send.ifPresent(loop::run);
        return send.isPresent();
    }

    @Test
    void aTriggeredStatusIsTold() {
        told();
        assertTrue(trigger(1));
        assertEquals(List.of("1 Available NoError"), told());
        assertTrue(trigger(0));
        assertEquals(List.of("0 Available NoError"), told());
        assertTrue(trigger(null));
        assertEquals(List.of("0 Available NoError", "1 Available NoError", "2 Available NoError"), told());
        assertFalse(trigger(3));
        assertEquals(List.of(), told());
    }

    @Test
    void aTriggeredStatusGoesOutWhilePending() {
        told();
        central.registration(RegistrationStatus.Pending);
        station.status(1, ConnectorStatus.PREPARING, "");
        assertTrue(trigger(1));
        assertEquals(List.of("1 Preparing NoError"), told());
    }

    @Test
    void aTriggeredStatusIsNeverDelayed() {
        told();
        loop.run(() -> settings.set("MinimumStatusDuration", 10));
        station.status(1, ConnectorStatus.PREPARING, "");
        assertEquals(List.of(), told());
        trigger(1);
        assertEquals(List.of("1 Preparing NoError"), told());
        loop.advance(Duration.ofSeconds(20));
        assertEquals(List.of(), told(), "not again");
        station.status(1, ConnectorStatus.AVAILABLE, "");
        loop.advance(Duration.ofSeconds(9));
        assertEquals(List.of(), told());
        loop.advance(Duration.ofSeconds(1));
        assertEquals(List.of("1 Available NoError"), told());
    }

    @Test
    void eachChangeInOrder() {
        told();
        station.status(1, ConnectorStatus.PREPARING, "");
        station.status(1, ConnectorStatus.CHARGING, "");
        station.status(1, ConnectorStatus.CHARGING, "");
        station.status(1, ConnectorStatus.SUSPENDED_EV, "EV side disconnected");
        station.operative(false);
        assertEquals(
                List.of(
                        "1 Preparing NoError",
                        "1 Charging NoError",
                        "1 SuspendedEV NoError EV side disconnected",
                        "0 Unavailable NoError"),
                told());
    }

    @Test
    void anOfflineTimeIsNotReplayed() {
        told();
        central.connected(false);
        station.status(1, ConnectorStatus.PREPARING, "");
        station.status(1, ConnectorStatus.CHARGING, "");
        station.status(2, ConnectorStatus.PREPARING, "");
        station.status(2, ConnectorStatus.AVAILABLE, "");
        assertFalse(notifier.settled());
        central.connected(true);
        assertEquals(List.of("1 Charging NoError"), told());
        assertTrue(notifier.settled());
    }

    @Test
    void aFailedReportIsToldAgainWithThePresentStatus() {
        told();
        central.answer(StatusNotification.ACTION, request -> new OcppException(ErrorCode.InternalError, "no"));
        station.status(1, ConnectorStatus.PREPARING, "");
        assertEquals(List.of("1 Preparing NoError"), told());
        station.status(1, ConnectorStatus.CHARGING, "");
        central.calls.clear();
        central.answer(StatusNotification.ACTION, request -> new StatusNotification.Confirmation());
        loop.advance(Duration.ofSeconds(10));
        assertEquals(List.of("1 Charging NoError"), told());
    }

    @Test
    void aShortStatusIsNotReported() {
        told();
        loop.run(() -> settings.set("MinimumStatusDuration", 10));
        station.status(1, ConnectorStatus.CHARGING, "");
        loop.advance(Duration.ofSeconds(10));
        assertEquals(List.of("1 Charging NoError"), told());
        station.status(1, ConnectorStatus.SUSPENDED_EV, "");
        loop.advance(Duration.ofSeconds(3));
        station.status(1, ConnectorStatus.CHARGING, "");
        loop.advance(Duration.ofSeconds(30));
        assertEquals(List.of(), told());
        station.status(1, ConnectorStatus.FINISHING, "");
        loop.advance(Duration.ofSeconds(5));
        loop.run(() -> settings.set("MinimumStatusDuration", 0));
        assertEquals(List.of("1 Finishing NoError"), told());
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTOR_LOCK, FAULTED, ConnectorLockFailure",
        "EV_COMMUNICATION, SUSPENDED_EV, EVCommunicationError",
        "EV_COMMUNICATION, PREPARING, EVCommunicationError",
        "EV_COMMUNICATION, FAULTED, OtherError",
        "EV_COMMUNICATION, CHARGING, OtherError",
        "GROUND, FAULTED, GroundFailure",
        "HIGH_TEMPERATURE, CHARGING, HighTemperature",
        "INTERNAL, FAULTED, InternalError",
        "OTHER, FAULTED, OtherError",
        "OVER_CURRENT, FAULTED, OverCurrentFailure",
        "OVER_VOLTAGE, FAULTED, OverVoltage",
        "POWER_METER, CHARGING, PowerMeterFailure",
        "POWER_SWITCH, FAULTED, PowerSwitchFailure",
        "READER, AVAILABLE, ReaderFailure",
        "RESET, AVAILABLE, ResetFailure",
        "UNDER_VOLTAGE, FAULTED, UnderVoltage",
        "WEAK_SIGNAL, AVAILABLE, WeakSignal"
    })
    void faults(Kind kind, ConnectorStatus status, String error) {
        central.calls.clear();
        station.status(
                2, status, "", new FaultState(kind, "E".repeat(60), "w".repeat(60), status == ConnectorStatus.FAULTED));
        StatusNotification.Request request =
                central.called(StatusNotification.Request.class).get(0);
        assertEquals(error, request.errorCode().name());
        assertEquals("E".repeat(50), request.vendorErrorCode());
        assertEquals("Blue Networks", request.vendorId());
        assertEquals("w".repeat(50), request.info());
    }

    @Test
    void wordsOfAFaultAloneAreNoNews() {
        station.status(
                1, ConnectorStatus.CHARGING, "", new FaultState(Kind.HIGH_TEMPERATURE, "", "71.2 degrees", false));
        told();
        station.status(
                1, ConnectorStatus.CHARGING, "", new FaultState(Kind.HIGH_TEMPERATURE, "", "71.3 degrees", false));
        assertEquals(List.of(), told());
    }
}
