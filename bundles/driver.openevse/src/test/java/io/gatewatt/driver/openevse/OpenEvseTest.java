// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.openevse;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.driver.contract.Configuration;
import io.gatewatt.driver.contract.SimulatedLine;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.PilotState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenEvseTest {

    private static final int CHARGING = 3;
    private static final Setpoint OFF = new Setpoint.Off();
    private static final Setpoint OFFER = new Setpoint.Offer(13.7, 1);

    private final RapiBoard board = new RapiBoard();
    private final SimulatedLine line = new SimulatedLine(board);
    private final OpenEvse driver = evse(32, 1);

    private OpenEvse evse(int maxAmps, int phases) {
        return new OpenEvse(
                line, Configuration.of(OpenEvse.Settings.class, Map.of("maxAmps", maxAmps, "phases", phases)));
    }

    @Test
    void eachReportIsASignOfLife() throws DeviceException {
        driver.report();
        assertEquals("100 6", board.watched());
        for (int i = 0; i < 3; i++) {
            board.commands();
            driver.report();
            assertEquals(List.of("SY", "GS"), board.commands(), "nothing more before the station says what");
        }
    }

    @Test
    void currentIsNotWrittenIntoTheEeprom() throws DeviceException {
        driver.apply(OFFER);
        assertTrue(board.commands().contains("SC 13 V"));
        assertEquals(13, board.offered());
    }

    @Test
    void aBoardThatRestartsInAChargeIsToldAgainAtTheNextReport() throws DeviceException {
        board.car(CHARGING);
        driver.apply(OFFER);
        board.restart();
        assertTrue(driver.report().contactorClosed());
        assertEquals(13, board.offered());
        assertEquals("100 6", board.watched());
    }

    @Test
    void aBoardThatRestartsWhileItIsOffIsOffAtTheNextReport() throws DeviceException {
        board.car(CHARGING);
        driver.apply(OFF);
        board.restart();
        assertFalse(driver.report().contactorClosed(), "it is awake after a start");
        assertEquals(0, board.offered());
        assertEquals(PilotState.C, driver.report().pilot(), "it sees the car in its sleep");
    }

    @Test
    void aMissedSignIsAcknowledgedAndTheCurrentIsBack() throws DeviceException {
        driver.apply(OFFER);
        board.miss();
        assertEquals(6, board.offered());
        driver.report();
        assertEquals(13, board.offered(), "not what its own limit is");
        board.commands();
        driver.report();
        assertEquals(List.of("SY", "GS", "GE"), board.commands());
    }

    @Test
    void aWarmBoardTakesLessAndIsAskedAgain() throws DeviceException {
        driver.apply(OFFER);
        board.most(10);
        assertDoesNotThrow(driver::report);
        assertDoesNotThrow(() -> driver.apply(OFFER));
        assertEquals(10, board.offered());
        board.most(80);
        driver.report();
        assertEquals(13, board.offered());
    }

    @Test
    void oldFirmwareCannotWatchButCharges() throws DeviceException {
        board.old();
        driver.apply(OFFER);
        assertEquals(13, board.offered());
        assertDoesNotThrow(driver::report);
    }

    @Test
    void aFaultIsNotHiddenBySleep() throws DeviceException {
        driver.apply(OFFER);
        board.fault(6);
        for (int i = 0; i < 2; i++) {
            driver.apply(OFF);
            assertEquals(
                    DeviceFault.Kind.GROUND, driver.report().faults().get(0).kind());
        }
        board.fault(0);
        driver.report();
        assertEquals(0, board.offered(), "it sleeps as soon as the fault is over");
    }

    @Test
    void hints() throws Exception {
        Semaphore hints = new Semaphore(0);
        AutoCloseable listening = driver.onChange(hints::release);
        heard(hints); // the line is open
        line.push(RapiBoard.say("$AT 03 03 16 0000"));
        heard(hints);
        line.push(RapiBoard.say("$AB 00 5.2.1"));
        heard(hints);
        line.push("$AT 03 03 16 0000^00\r".getBytes(StandardCharsets.US_ASCII));
        line.push(RapiBoard.say("$AN 1"));
        line.push(new byte[1000]);
        line.push("noise\r".getBytes(StandardCharsets.US_ASCII));
        line.push(RapiBoard.say("$AT 01 01 16 0000"));
        heard(hints);
        assertEquals(0, hints.availablePermits(), "what is damaged or means nothing is no hint");
        listening.close();
        assertEquals(0, line.listeners());
    }

    private static void heard(Semaphore hints) throws InterruptedException {
        assertTrue(hints.tryAcquire(10, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$OK", "$OK 100", "$OK x y z", "$NK"})
    void answersWithoutSenseAreToldInWords(String all) {
        OpenEvse confused = new OpenEvse(
                new SimulatedLine(request -> RapiBoard.say(all)), Configuration.of(OpenEvse.Settings.class, Map.of()));
        DeviceException why = assertThrows(DeviceException.class, confused::report);
        assertTrue(why.getMessage().startsWith("OpenEVSE "), why.getMessage());
        assertThrows(DeviceException.class, () -> confused.apply(OFFER));
    }

    @ParameterizedTest
    @CsvSource({
        "5, 1, maxAmps is 5; 6..80 expected",
        "81, 1, maxAmps is 81; 6..80 expected",
        "32, 4, 4 phases; 1..3 expected"
    })
    void badSettingsAreToldInWords(int maxAmps, int phases, String words) {
        assertEquals(
                words,
                assertThrows(IllegalArgumentException.class, () -> evse(maxAmps, phases))
                        .getMessage());
    }
}
