// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import io.gatewatt.itests.harness.Csms;
import java.time.Duration;
import java.util.List;

/** What happens at once when a key is set (conformance catalogue, last column of section 2.1), as far as no other case shows it. */
@Functionality(value = "A8 Configuration", limits = "GetConfigurationMaxKeys=100")
class RunTimeKeysTest {

    private static final Step VALUES = call("MeterValues");

    @Case("MeterValueSampleInterval in a transaction: counted from the last sample, 0 stops")
    void X_C_10(StationUnderTest station) {
        station.configure("MeterValueSampleInterval", 5);
        station.charging(1, T1);
        Entry first = station.wire().expect(VALUES);
        station.configure("MeterValueSampleInterval", 2);
        Entry second = station.wire().expect(VALUES);
        long apart = second.since(first).toMillis();
        assertTrue(apart > 1_000 && apart < 4_500, "counted from the last sample: " + apart + " ms");
        station.configure("MeterValueSampleInterval", 0);
        station.wire().begin();
        station.wire().never(VALUES, Duration.ofSeconds(3));
        station.configure("MeterValueSampleInterval", 1);
        station.wire().expect(VALUES);
    }

    @Case("ClockAlignedDataInterval: to the next aligned instant, 0 stops")
    void X_C_11(StationUnderTest station) {
        station.configure("ClockAlignedDataInterval", 86400);
        station.wire().never(VALUES, Duration.ofSeconds(1));
        station.configure("ClockAlignedDataInterval", 2);
        station.wire().expect(VALUES.with("connectorId", 1));
        station.wire().expect(VALUES.with("connectorId", 2));
        station.configure("ClockAlignedDataInterval", 0);
        station.wire().begin();
        station.wire().never(VALUES, Duration.ofSeconds(3));
    }

    @Case("HeartbeatInterval: the timer begins anew at once")
    void X_C_12(StationUnderTest station) {
        station.configure("HeartbeatInterval", 1);
        station.wire().expect(call("Heartbeat"), Duration.ofSeconds(5));
        station.wire().expect(call("Heartbeat"), Duration.ofSeconds(5));
        station.configure("HeartbeatInterval", 300);
        station.wire().begin();
        station.wire().never(call("Heartbeat"), Duration.ofSeconds(2));
    }

    @Case("WebSocketPingInterval: without a new connection")
    void X_C_13(StationUnderTest station) {
        int connections = station.csms().handshakes().size();
        int pings = station.csms().pings().size();
        station.configure("WebSocketPingInterval", 1);
        await("pings").atMost(Csms.PATIENCE).until(() -> station.csms().pings().size() > pings + 1);
        station.configure("WebSocketPingInterval", 0);
        assertEquals(connections, station.csms().handshakes().size());
    }

    @Case("MinimumStatusDuration: a status that waits is looked at again")
    void X_C_14(StationUnderTest station) {
        station.configure("MinimumStatusDuration", 600);
        station.bench().plug(1);
        station.wire().never(call("StatusNotification"), Duration.ofSeconds(1));
        station.configure("MinimumStatusDuration", 0);
        station.wire().expect(status(1, "Preparing"));
        assertEquals(List.of("Preparing"), station.wire().statuses(1));
    }

    @Case("LightIntensity and BlinkRepeat drive the light")
    void X_C_15(StationUnderTest station) {
        awaitLight(station, "percent", Integer.parseInt(station.key("LightIntensity")));
        station.configure("LightIntensity", 40);
        awaitLight(station, "percent", 40);
        station.configure("BlinkRepeat", 5);
        int signs = light(station).path("signs").asInt();
        station.bench().present(T1);
        awaitLight(station, "signs", signs + 1);
        assertEquals(5, light(station).path("blinks").asInt());
        station.configure("LightIntensity", 0);
        awaitLight(station, "percent", 0);
    }

    @Case("MeterValuesSampledData: with the next sample")
    void X_C_16(StationUnderTest station) {
        station.configure("MeterValueSampleInterval", 1);
        station.charging(1, T1);
        assertEquals(
                List.of("Energy.Active.Import.Register"),
                Values.measurands(station.wire().expect(VALUES)));
        station.configure("MeterValuesSampledData", "Power.Active.Import,Voltage.L3");
        station.wire().begin();
        station.wire().expect(VALUES);
        assertEquals(
                List.of("Power.Active.Import", "Voltage"),
                Values.measurands(station.wire().expect(VALUES)));
        // What the station does not measure leaves the whole list as it was.
        station.call(
                "ChangeConfiguration", StationUnderTest.change("MeterValuesSampledData", "Voltage,SoC"), "Rejected");
        assertEquals("Power.Active.Import,Voltage.L3", station.key("MeterValuesSampledData"));
    }

    private static void awaitLight(StationUnderTest station, String what, int value) {
        await("light " + what + " " + value)
                .atMost(Csms.PATIENCE)
                .until(() -> light(station).path(what).asInt(-1) == value);
    }

    private static JsonNode light(StationUnderTest station) {
        return station.bench().state().path("light");
    }
}
