// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.simpleevse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.driver.contract.Configuration;
import io.gatewatt.driver.contract.ControllerContract;
import io.gatewatt.driver.contract.SimulatedBus;
import io.gatewatt.driver.contract.SimulatedDevice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimpleEvseTest extends ControllerContract<SimpleEvse> {

    /** Its boot current. */
    private static final int BOOT_AMPS = 16;

    private final SimulatedBus bus = new SimulatedBus();
    private final SimulatedBus.Unit board = bus.unit(1).holding(1000, BOOT_AMPS, 0, 1);

    @Override
    public SimpleEvse start() {
        return evse(1, 16, 3);
    }

    private SimpleEvse evse(int unit, int maxAmps, int phases) {
        return new SimpleEvse(
                bus,
                Configuration.of(
                        SimpleEvse.Settings.class, Map.of("unit", unit, "maxAmps", maxAmps, "phases", phases)));
    }

    @Override
    public SimulatedDevice device() {
        return bus;
    }

    @Override
    protected double offered() {
        return board.holding(1000);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 16, A, false, ''",
        "2, 16, B, false, ''",
        "3, 16, C, true, ''",
        "3, 0, C, false, ''",
        "4, 16, D, true, ''",
        "4, 0, D, false, ''",
        "5, 16, E, false, EV_COMMUNICATION"
    })
    void states(int vehicle, int amps, String pilot, boolean closed, String fault) throws DeviceException {
        board.holding(1000, amps, amps, vehicle);
        ConnectorReport report = start().report();
        assertEquals(pilot, report.pilot().name());
        assertEquals(closed, report.contactorClosed());
        assertEquals(
                fault,
                report.faults().isEmpty() ? "" : report.faults().get(0).kind().name());
        assertEquals(List.of(), bus.writes(), "nothing is written before the station says what");
    }

    @ParameterizedTest
    @CsvSource({"0", "6", "65535"})
    void whatIsNoStateIsToldInWords(int vehicle) {
        board.holding(1002, vehicle);
        DeviceException why = assertThrows(DeviceException.class, start()::report);
        assertTrue(why.getMessage().contains("vehicle state " + vehicle), why.getMessage());
    }

    @Test
    void aBoardThatRestartsIsToldAgainAtTheNextReport() throws DeviceException {
        SimpleEvse driver = start();
        for (Setpoint wanted : List.of(new Setpoint.Offer(10.9, 3), new Setpoint.Off())) {
            driver.apply(wanted);
            double before = offered();
            board.holding(1000, BOOT_AMPS, BOOT_AMPS, 3);
            assertEquals(before > 0, driver.report().contactorClosed());
            assertEquals(before, offered());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 16, 3, unit is 0; 1..247 expected",
        "1, 5, 3, maxAmps is 5; 6..80 expected",
        "1, 81, 3, maxAmps is 81; 6..80 expected",
        "1, 16, 4, 4 phases; 1..3 expected"
    })
    void badSettingsAreToldInWords(int unit, int maxAmps, int phases, String words) {
        assertEquals(
                words,
                assertThrows(IllegalArgumentException.class, () -> evse(unit, maxAmps, phases))
                        .getMessage());
    }
}
