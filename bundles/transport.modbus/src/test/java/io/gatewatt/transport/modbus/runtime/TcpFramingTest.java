// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gatewatt.driver.DeviceException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpFramingTest {

    private final TcpFraming framing = new TcpFraming();

    private Framing.Exchange read() {
        return framing.begin(Request.read(Function.READ_INPUT, 17, 0x48, 2));
    }

    private static String decoded(Framing.Exchange exchange, String received) throws DeviceException {
        return exchange.decode(Hex.bytes(received)).map(Hex::text).orElse("more");
    }

    @Test
    void countsItsTransactions() {
        assertEquals("00 01 00 00 00 06 11 04 00 48 00 02", Hex.text(read().frame()));
        assertEquals("00 02 00 00 00 06 11 04 00 48 00 02", Hex.text(read().frame()));
        for (int i = 3; i <= 0xFFFF; i++) {
            read();
        }
        assertEquals("00 00", Hex.text(read().frame()).substring(0, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "00 01 00 00 00 07 11 04 04 46 40 E6 B7, 04 04 46 40 E6 B7", //
        "00 01 00 00 00 03 11 84 02,             84 02",
    })
    void anAnswerIsWholeWithItsLastByteAndNotBefore(String frame, String pdu) throws Exception {
        Framing.Exchange exchange = read();
        byte[] whole = Hex.bytes(frame);
        for (int length = 0; length < whole.length; length++) {
            assertEquals("more", decoded(exchange, Hex.text(Arrays.copyOf(whole, length))));
        }
        assertEquals(pdu, decoded(exchange, frame));
    }

    @ParameterizedTest
    @CsvSource({
        "00 09 00 00 00 07 11 04 04 46 40 E6 B7, the answer belongs to another request: transaction 9 of unit 17",
        "00 01 00 00 00 07 12 04 04 46 40 E6 B7, the answer belongs to another request: transaction 1 of unit 18",
        "00 01 00 07 00 07 11 04 04 46 40 E6 B7, what came is no Modbus TCP",
        "48 54 54 50 2F 31 2E 31 20 34 30 34 20, what came is no Modbus TCP",
        "00 01 00 00 00 02 11 04 04 46 40 E6 B7, what came is no Modbus TCP",
        "00 01 00 00 00 07 11 03 04 46 40 E6 B7, the answer does not fit the request: 03 04 46 40 E6 B7",
        "00 01 00 00 00 05 11 04 02 46 40,       the answer does not fit the request: 04 02 46 40",
        "00 01 00 00 00 05 11 04 04 46 40,       the answer does not fit the request: 04 04 46 40",
    })
    void whatIsNoAnswerIsTold(String received, String words) {
        Framing.Exchange exchange = read();
        String told = assertThrows(BadFrameException.class, () -> decoded(exchange, received))
                .getMessage();
        assertEquals(words, told.substring(0, Math.min(words.length(), told.length())));
    }

    @Test
    void anAnswerThatComesTooLateIsPassedOver() throws Exception {
        read().givenUp();
        Framing.Exchange second = read();
        String late = "00 01 00 00 00 07 11 04 04 00 00 00 00 ";
        assertEquals("more", decoded(second, late));
        assertEquals("04 04 46 40 E6 B7", decoded(second, late + "00 02 00 00 00 07 11 04 04 46 40 E6 B7"));
    }
}
