// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectorConfigurationsTest {

    private final FakeConfigurations store = new FakeConfigurations();

    @Test
    void oneForEachConnector() throws IOException {
        ConnectorConfigurations configurations = new ConnectorConfigurations(store.admin(), connectors(2));
        assertEquals(Set.of("1", "2"), store.all.keySet());
        assertEquals("(device.id=meter2)", store.all.get("2").get("meter.target"));
        configurations.modified(connectors(3));
        assertEquals(Set.of("1", "2", "3"), store.all.keySet());
        configurations.modified(connectors(1));
        assertEquals(Set.of("1"), store.all.keySet());
    }

    @Test
    void whatAnOperatorChangedStays() throws IOException {
        ConnectorConfigurations configurations = new ConnectorConfigurations(store.admin(), connectors(2));
        store.all.get("2").put("meter.target", "(device.id=sdm630)");
        configurations.modified(connectors(2));
        assertEquals("(device.id=sdm630)", store.all.get("2").get("meter.target"));
        configurations.modified(connectors(1));
        assertEquals(Set.of("1", "2"), store.all.keySet());
    }

    @SuppressWarnings("BadAnnotationImplementation") // never compared
    private static StationSettings connectors(int number) {
        return new StationSettings() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return StationSettings.class;
            }

            @Override
            public String vendor() {
                return "Gatewatt";
            }

            @Override
            public String model() {
                return "Virtual AC";
            }

            @Override
            public String serial() {
                return "";
            }

            @Override
            public String firmware() {
                return "";
            }

            @Override
            public int connectors() {
                return number;
            }

            @Override
            public boolean fixedCable() {
                return false;
            }

            @Override
            public double maxCurrent() {
                return 32;
            }

            @Override
            public double nominalVoltage() {
                return 230;
            }

            @Override
            public String profiles() {
                return "";
            }

            @Override
            public String reconnectSeconds() {
                return "1..60";
            }
        };
    }
}
