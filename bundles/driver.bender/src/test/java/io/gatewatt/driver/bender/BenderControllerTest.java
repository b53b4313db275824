// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.bender;

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

class BenderControllerTest extends ControllerContract<BenderController> {

    private static final int STATUS = 104;
    private static final int VEHICLE = 122;
    private static final int RELAY = 140;
    private static final int LIMIT = 1000;
    /** The limit of a controller that nobody has told one. */
    private static final int NO_LIMIT = 32;

    private final SimulatedBus bus = new SimulatedBus();
    private final SimulatedBus.Unit board = bus.unit(255)
            .holding(STATUS, 0)
            .holding(VEHICLE, 1)
            .holding(RELAY, 0)
            .holding(LIMIT, NO_LIMIT);

    @Override
    public BenderController start() {
        return controller(255, 32, 3);
    }

    private BenderController controller(int unit, int maxAmps, int phases) {
        return new BenderController(
                bus,
                Configuration.of(
                        BenderController.Settings.class, Map.of("unit", unit, "maxAmps", maxAmps, "phases", phases)));
    }

    @Override
    public SimulatedDevice device() {
        return bus;
    }

    @Override
    protected double offered() {
        return board.holding(LIMIT);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, A, false, ''",
        "2, 0, 1, B, false, ''",
        "3, 1, 1, C, true, ''",
        "3, 0, 1, C, false, ''",
        "4, 1, 1, D, true, ''",
        "5, 0, 4, E, false, INTERNAL",
        "2, 0, 4, B, false, INTERNAL",
        "2, 0, 3, B, false, ''"
    })
    void states(int vehicle, int relay, int status, String pilot, boolean closed, String fault) throws DeviceException {
        board.holding(VEHICLE, vehicle).holding(RELAY, relay).holding(STATUS, status);
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
        board.holding(VEHICLE, vehicle);
        DeviceException why = assertThrows(DeviceException.class, start()::report);
        assertTrue(why.getMessage().contains("vehicle state " + vehicle), why.getMessage());
    }

    @Test
    void aControllerThatRestartsIsToldAgainAtTheNextReport() throws DeviceException {
        BenderController driver = start();
        for (Setpoint wanted : List.of(new Setpoint.Offer(10.9, 3), new Setpoint.Off())) {
            driver.apply(wanted);
            double before = offered();
            board.holding(LIMIT, NO_LIMIT);
            driver.report();
            assertEquals(before, offered());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 16, 3, unit is -1; 0..255 expected",
        "256, 16, 3, unit is 256; 0..255 expected",
        "255, 5, 3, maxAmps is 5; 6..80 expected",
        "255, 16, 4, 4 phases; 1..3 expected"
    })
    void badSettingsAreToldInWords(int unit, int maxAmps, int phases, String words) {
        assertEquals(
                words,
                assertThrows(IllegalArgumentException.class, () -> controller(unit, maxAmps, phases))
                        .getMessage());
    }
}
