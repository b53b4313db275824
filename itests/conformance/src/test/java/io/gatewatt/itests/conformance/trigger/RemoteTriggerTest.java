// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.trigger;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.Step.answer;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import io.gatewatt.itests.harness.Csms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Conformance catalogue A17, and what part B says of triggers. */
@Functionality(
        value = "A17 Remote trigger",
        profile = "RemoteTrigger",
        settings = "Station.profiles=Core,RemoteTrigger")
class RemoteTriggerTest {

    private static final Step ANSWER = answer("TriggerMessage");

    private static String message(String message, Integer connector) {
        return "{\"requestedMessage\":\"" + message + "\"" + (connector == null ? "" : ",\"connectorId\":" + connector)
                + "}";
    }

    /** Asks, and waits for what follows the answer. */
    private static Entry triggered(StationUnderTest station, String message, Integer connector) {
        station.call("TriggerMessage", message(message, connector), "Accepted");
        Entry asked = station.asked("TriggerMessage");
        Entry answered = station.wire().expect(ANSWER);
        Entry told = station.wire()
                .expect(connector == null ? call(message) : call(message).with("connectorId", connector));
        station.wire().inOrder(answered, told);
        station.triggered("TriggerMessage to " + message, asked, told);
        return told;
    }

    /** The values of a triggered message; all have the context Trigger and this measurand. */
    private static List<JsonNode> values(Entry meterValues, String measurand) {
        List<JsonNode> values = new ArrayList<>();
        meterValues.payload().at("/meterValue/0/sampledValue").forEach(values::add);
        assertFalse(values.isEmpty(), meterValues.toString());
        values.forEach(value -> {
            assertEquals("Trigger", value.path("context").asText(), meterValues.toString());
            assertEquals(measurand, value.path("measurand").asText(measurand), meterValues.toString());
        });
        return values;
    }

    @Case("Trigger")
    void TC_054_CS(StationUnderTest station) {
        assertEquals("Core,RemoteTrigger", station.key("SupportedFeatureProfiles"));
        Entry register = triggered(station, "MeterValues", 1);
        assertFalse(register.payload().has("transactionId"), register.toString());
        assertEquals(1, values(register, "Energy.Active.Import.Register").size());
        station.configure("MeterValuesSampledData", "Current.Import");
        assertEquals(
                3,
                values(triggered(station, "MeterValues", 1), "Current.Import").size());
        triggered(station, "Heartbeat", null);
        assertEquals("Available", triggered(station, "StatusNotification", 1).text("status"));
        station.call("TriggerMessage", message("DiagnosticsStatusNotification", null), "NotImplemented");
        station.call("TriggerMessage", message("FirmwareStatusNotification", null), "NotImplemented");
        station.wire().never(call("DiagnosticsStatusNotification"), Duration.ofMillis(500));
        station.wire().none(call("FirmwareStatusNotification"));
    }

    @Case("Trigger refused")
    void TC_055_CS(StationUnderTest station) {
        station.call("TriggerMessage", message("MeterValues", StationUnderTest.CONNECTORS + 1), "Rejected");
        station.call("TriggerMessage", message("StatusNotification", StationUnderTest.CONNECTORS + 1), "Rejected");
        station.wire().never(call("MeterValues"), Duration.ofSeconds(1));
        station.wire().none(call("StatusNotification"));
    }

    @Case("Boot, status and heartbeat while pending")
    void X_B_05(StationUnderTest station) {
        Iterator<String> answers = List.of(Csms.boot("Pending", 60)).iterator();
        station.csms().answer("BootNotification", p -> answers.hasNext() ? answers.next() : Csms.boot("Accepted", 300));
        station.powerCut();
        station.wire().begin();
        station.powerOn();
        station.wire().expect(call("BootNotification"));
        triggered(station, "StatusNotification", 1);
        triggered(station, "Heartbeat", null);
        assertEquals(1, station.wire().all(call("StatusNotification")).size(), "only what was asked for");
        Entry boot = triggered(station, "BootNotification", null);
        for (int connector = 0; connector <= StationUnderTest.CONNECTORS; connector++) {
            station.wire().inOrder(boot, station.wire().expect(status(connector, "Available")));
        }
    }

    @Case("Boot when accepted")
    void X_B_11(StationUnderTest station) {
        station.call("TriggerMessage", message("BootNotification", null), "Rejected");
        station.wire().never(call("BootNotification"), Duration.ofSeconds(1));
    }

    @Case("A status that does not last, and a trigger")
    void X_S_09(StationUnderTest station) {
        station.charging(1, T1);
        station.configure("MinimumStatusDuration", 10);
        station.wire().begin();
        station.bench().post("/connectors/1/ev", "{\"state\":\"B\"}");
        station.wire().never(call("StatusNotification"), Duration.ofSeconds(2));
        assertEquals("SuspendedEV", triggered(station, "StatusNotification", 1).text("status"));
        station.bench().post("/connectors/1/ev", "{\"state\":\"C\"}");
        station.wire().never(call("StatusNotification"), Duration.ofSeconds(3));
        // The central system was told of a pause: that it is over is told once that has lasted.
        station.wire().expect(status(1, "Charging"));
        assertEquals(List.of("SuspendedEV", "Charging"), station.wire().statuses(1));
    }

    @Case("Values of a transaction")
    void X_RT_01(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        Entry values = triggered(station, "MeterValues", 1);
        values(values, "Energy.Active.Import.Register");
        assertEquals(transaction, values.payload().path("transactionId").asInt(), values.toString());
        assertFalse(triggered(station, "MeterValues", 2).payload().has("transactionId"));
    }

    @Case("All connectors, and the station itself")
    void X_RT_02(StationUnderTest station) {
        station.call("TriggerMessage", message("StatusNotification", null), "Accepted");
        for (int connector = 0; connector <= StationUnderTest.CONNECTORS; connector++) {
            station.wire().expect(status(connector, "Available"));
        }
        station.call("TriggerMessage", message("StatusNotification", 0), "Accepted");
        station.wire().expect(status(0, "Available"));
        station.call("TriggerMessage", message("MeterValues", null), "Accepted");
        station.wire().expect(call("MeterValues").with("connectorId", 1));
        station.wire().expect(call("MeterValues").with("connectorId", 2));
        station.call("TriggerMessage", message("Heartbeat", 9), "Accepted");
        station.wire().expect(call("Heartbeat"));
        station.wire().never(call("StatusNotification"), Duration.ofMillis(500));
        assertEquals(2, station.wire().all(call("MeterValues")).size());
    }
}
