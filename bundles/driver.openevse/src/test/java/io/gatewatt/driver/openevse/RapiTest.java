// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.openevse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.DeviceException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RapiTest {

    /** Sums as the board itself gives them. */
    @ParameterizedTest
    @CsvSource({"GS, 30", "GG, 24", "GU, 36", "FE, 27", "FS, 31", "SC 16 V, 65", "S4 1, 52"})
    void commands(String command, String sum) {
        assertEquals("$" + command + "^" + sum + "\r", text(Rapi.request(command)));
    }

    @Test
    void aCommandLongerThanTheBuffersOfTheBoardIsNoCommand() {
        assertThrows(IllegalArgumentException.class, () -> Rapi.request("SC 111111111111111111111111111"));
    }

    /** A dot stands for CR, a hash for the right check sum. */
    @ParameterizedTest
    @CsvSource({
        "$OK 3 120 3 0#., '3 120 3 0'",
        "$OK#., ''",
        "$AT 3 3 16 0#.$OK 1#., 1",
        "xyz$OK 1#., 1",
        "$OK 3 120, MORE",
        "$AT 3 3 16 0#., MORE",
        "'', MORE",
        "$OK 3^00., check sum",
        "$OK 3., check sum",
        "$NK#., refuses"
    })
    void answers(String received, String expected) throws DeviceException {
        byte[] bytes = line(received);
        if (expected.equals("MORE")) {
            assertEquals(Optional.empty(), Rapi.answer(bytes));
        } else if (expected.matches("[0-9 ]*")) {
            assertEquals(expected, String.join(" ", Rapi.answer(bytes).orElseThrow()));
        } else {
            DeviceException why = assertThrows(DeviceException.class, () -> Rapi.answer(bytes));
            assertTrue(why.getMessage().contains(expected), why.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1 0 1, A, false, ''",
        "2 0 2, B, false, ''",
        "3 9 3, C, true, ''",
        "4 9 4, D, true, ''",
        "0 0 2, B, false, ''",
        "fe 0 1, A, false, ''",
        "FE 0 3, C, false, ''",
        "ff 0 2, B, false, ''",
        "5 0 2, B, false, EV_COMMUNICATION",
        "6 0 3, C, false, GROUND",
        "7 0 0, E, false, GROUND",
        "8 0 1, A, true, POWER_SWITCH",
        "9 0 1, A, false, GROUND",
        "a 0 3, C, false, HIGH_TEMPERATURE",
        "b 0 3, C, false, OVER_CURRENT",
        "e 0 3, C, false, POWER_SWITCH"
    })
    void states(String words, String pilot, boolean closed, String fault) throws DeviceException {
        ConnectorReport report = OpenEvseState.of(List.of(words.split(" "))).report();
        assertEquals(pilot, report.pilot().name());
        assertEquals(closed, report.contactorClosed());
        assertEquals(
                fault,
                report.faults().isEmpty() ? "" : report.faults().get(0).kind().name());
    }

    @ParameterizedTest
    @CsvSource({"0 0 0", "77 0 9", "1", "x y z", "fe 0 9", "100 6 0", "103 0 3"})
    void whatIsNoState(String words) {
        assertThrows(
                DeviceException.class,
                () -> OpenEvseState.of(List.of(words.split(" "))).report());
    }

    private static byte[] line(String shown) {
        StringBuilder all = new StringBuilder();
        for (String part : shown.split("(?<=\\.)")) {
            int hash = part.indexOf('#');
            if (hash >= 0) {
                String body = part.substring(part.indexOf('$'), hash);
                String sum = text(Rapi.request(body.substring(1))).replaceAll(".*\\^|\\r", "");
                all.append(part, 0, hash).append('^').append(sum).append(part.substring(hash + 1));
            } else {
                all.append(part);
            }
        }
        return all.toString().replace('.', '\r').getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
