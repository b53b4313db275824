// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.phoenix;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.driver.contract.Configuration;
import io.gatewatt.driver.contract.SimulatedBus;
import io.gatewatt.measure.PilotState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoenixControllerTest {

    private static final Setpoint OFF = new Setpoint.Off();
    private static final Setpoint OFFER = new Setpoint.Offer(13.7, 3);

    private final SimulatedBus bus = new SimulatedBus("rs485");
    private final PhoenixBoard one = new PhoenixBoard(bus, 1);
    private final PhoenixBoard two = new PhoenixBoard(bus, 2);
    private final PhoenixController driver = controller(1, 32, 3);

    private PhoenixController controller(int unit, int maxAmps, int phases) {
        return new PhoenixController(
                bus,
                Configuration.of(
                        PhoenixController.Settings.class, Map.of("unit", unit, "maxAmps", maxAmps, "phases", phases)));
    }

    @ParameterizedTest
    @CsvSource({
        "A1, A, false",
        "A2, A, false",
        "B1, B, false",
        "B2, B, false",
        "C1, C, false",
        "C2, C, true",
        "D1, D, false",
        "D2, D, true",
        "E0, E, false",
        "F0, F, false",
        "E2, E, false"
    })
    void states(String shown, PilotState pilot, boolean closed) throws DeviceException {
        one.shows(shown.charAt(0) << 8 | shown.charAt(1));
        assertEquals(new ConnectorReport(pilot, true, closed, List.of()), driver.report());
    }

    @Test
    void ofStatesEAndFOnlyTheLetterCounts() throws DeviceException {
        one.shows('E' << 8);
        assertEquals(PilotState.E, driver.report().pilot());
        one.shows('F' << 8 | 0xFF);
        assertEquals(PilotState.F, driver.report().pilot());
    }

    @ParameterizedTest
    @CsvSource({"0", "0x4700", "0x4000", "0xFFFF", "0x6331"})
    void whatIsNoStateIsToldInWords(String word) {
        one.shows(Integer.decode(word));
        DeviceException why = assertThrows(DeviceException.class, driver::report);
        assertTrue(why.getMessage().startsWith("unit 1 on rs485 shows "), why.getMessage());
    }

    @Test
    void errorsAreReported() throws DeviceException {
        one.errors(0x0800);
        assertEquals("24025.12", driver.report().faults().get(0).vendorCode());
    }

    @Test
    void nothingIsWrittenBeforeTheStationSaysWhat() throws DeviceException {
        one.car('C');
        for (int i = 0; i < 20; i++) {
            driver.report();
        }
        assertEquals(List.of(), bus.writes());
    }

    @Test
    void whatIsSoAlreadyIsNotWrittenAgain() throws DeviceException {
        one.car('C');
        driver.apply(OFFER);
        assertTrue(driver.report().contactorClosed());
        int written = bus.writes().size();
        PhoenixController next = controller(1, 32, 3);
        next.apply(OFFER);
        for (int i = 0; i < 20; i++) {
            next.report();
        }
        assertEquals(written, bus.writes().size(), () -> bus.writes().toString());
    }

    @Test
    void limitComesBeforePermission() throws DeviceException {
        one.mode(3);
        driver.apply(OFFER);
        assertEquals(
                List.of(22000, 20000),
                bus.writes().stream().map(SimulatedBus.Write::address).toList());
        assertEquals(13, one.offered());
    }

    /** At the next report, not at the next of the checks that are seldom. */
    @Test
    void aBoardThatRestartsInAChargeIsToldAgainAtOnce() throws DeviceException {
        one.car('C');
        driver.apply(OFFER);
        for (int i = 0; i < 7; i++) {
            driver.report();
            one.restart();
            assertEquals(0, one.offered());
            assertFalse(driver.report().contactorClosed());
            assertEquals(13, one.offered());
            assertTrue(driver.report().contactorClosed());
        }
    }

    @ParameterizedTest
    @CsvSource({"16", "32", "6"})
    void aLimitThatHasChangedIsTakenBack(int limit) throws DeviceException {
        one.car('C');
        driver.apply(OFFER);
        bus.unit(1).holding(22000, limit);
        for (int i = 0; i < 5; i++) {
            driver.report();
        }
        assertEquals(13, one.offered());
    }

    /** Its default mode obeys the input EN; in many cabinets that is wired to on. */
    @Test
    void offIsOffThoughTheInputIsWired() throws DeviceException {
        one.mode(1);
        one.wired = true;
        one.car('C');
        assertTrue(driver.report().contactorClosed(), "as found");
        driver.apply(OFF);
        assertEquals(3, one.mode());
        assertEquals(0, one.offered());
        assertFalse(driver.report().contactorClosed());
    }

    @Test
    void aChargeGoesOnWhileTheModeIsMended() throws DeviceException {
        one.mode(1);
        one.wired = true;
        one.car('C');
        bus.unit(1).afterWrite(write -> assertTrue(one.allowed(), () -> "interrupted by " + write));
        driver.apply(OFFER);
        assertEquals(3, one.mode());
        assertEquals(13, one.offered());
    }

    @Test
    void twoBoardsOnOneLineAreTwo() throws DeviceException {
        PhoenixController other = controller(2, 16, 3);
        driver.apply(OFFER);
        other.apply(new Setpoint.Offer(40, 3));
        assertEquals(13, one.offered());
        assertEquals(16, two.offered());
        driver.apply(OFF);
        assertEquals(0, one.offered());
        assertEquals(16, two.offered());
    }

    @ParameterizedTest
    @CsvSource({"1, 6, 1", "247, 63, 3"})
    void settings(int unit, int maxAmps, int phases) {
        assertDoesNotThrow(() -> controller(unit, maxAmps, phases));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 32, 3, unit is 0; 1..247 expected",
        "248, 32, 3, unit is 248; 1..247 expected",
        "1, 5, 3, maxAmps is 5; 6..63 expected",
        "1, 64, 3, maxAmps is 64; 6..63 expected",
        "1, 32, 0, 0 phases; 1..3 expected",
        "1, 32, 4, 4 phases; 1..3 expected"
    })
    void badSettingsAreToldInWords(int unit, int maxAmps, int phases, String words) {
        assertEquals(
                words,
                assertThrows(IllegalArgumentException.class, () -> controller(unit, maxAmps, phases))
                        .getMessage());
    }
}
