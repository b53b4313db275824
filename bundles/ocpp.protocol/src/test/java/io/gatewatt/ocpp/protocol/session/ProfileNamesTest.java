// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import static io.gatewatt.ocpp.FeatureProfile.CORE;
import static io.gatewatt.ocpp.FeatureProfile.RESERVATION;
import static io.gatewatt.ocpp.FeatureProfile.SECURITY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.ocpp.FeatureProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfileNamesTest {

    private final List<String> problems = new ArrayList<>();

    @Test
    void emptyMeansAll() {
        assertEquals(Set.of(FeatureProfile.values()), ProfileNames.parse(" ", problems::add));
    }

    @Test
    void namedOnesAndCore() {
        assertEquals(Set.of(CORE, RESERVATION, SECURITY), ProfileNames.parse(" reservation ", problems::add));
        assertEquals(List.of(), problems);
    }

    @Test
    void unknownNamesAreTold() {
        assertEquals(Set.of(CORE, SECURITY), ProfileNames.parse("Core,Foo", problems::add));
        assertEquals(
                List.of(
                        "profiles of station: 'Foo' is no feature profile, use Core, FirmwareManagement, LocalAuthListManagement,"
                                + " Reservation, SmartCharging, RemoteTrigger"),
                problems);
    }
}
