// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import java.time.Duration;
import java.util.List;

/** Conformance catalogue A7, with fixed cables. */
@Functionality(value = "A7 Unlock", fixedCable = true)
class UnlockFixedCableTest {

    private static final String FIRST = "{\"connectorId\":1}";

    @Case("Unlock, idle, fixed cable")
    void TC_017_2_CS(StationUnderTest station) {
        station.call("UnlockConnector", FIRST, "NotSupported");
        station.wire().never(call("StatusNotification"), Duration.ofSeconds(1));
    }

    @Case("Unlock while charging, fixed cable")
    void TC_018_2_CS(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        station.call("UnlockConnector", FIRST, "NotSupported");
        station.wire().never(call("StopTransaction"), Duration.ofSeconds(2));
        assertEquals(List.of("Preparing", "Charging"), station.wire().statuses(1));
        station.remoteStop(transaction);
    }

    @Case("Unlock, unknown connector, fixed cable")
    void TC_031_CS(StationUnderTest station) {
        station.call("UnlockConnector", "{\"connectorId\":" + (StationUnderTest.CONNECTORS + 1) + "}", "NotSupported");
    }
}
