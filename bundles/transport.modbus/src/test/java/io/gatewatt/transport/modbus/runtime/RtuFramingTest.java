// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gatewatt.driver.DeviceException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtuFramingTest {

    private static Framing.Exchange read() {
        return new RtuFraming().begin(Request.read(Function.READ_INPUT, 1, 0x48, 2));
    }

    private static String decoded(Framing.Exchange exchange, byte[] received) throws DeviceException {
        return exchange.decode(received).map(Hex::text).orElse("more");
    }

    @Test
    void theRequestIsThatOfTheManual() {
        assertEquals("01 04 00 48 00 02 F1 DD", Hex.text(read().frame()));
    }

    @ParameterizedTest
    @CsvSource({
        "01 04 04 46 40 E6 B7,                         04 04 46 40 E6 B7", // the answer
        "01 84 02,                                     84 02", // an exception
    })
    void anAnswerIsWholeWithItsLastByteAndNotBefore(String frame, String pdu) throws Exception {
        byte[] whole = Hex.sealed(frame);
        for (int length = 0; length < whole.length; length++) {
            assertEquals("more", decoded(read(), Arrays.copyOf(whole, length)));
        }
        assertEquals(pdu, decoded(read(), whole));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00", // a transceiver turns round
                "FF 00",
                "01", // noise that looks like our unit
                "01 04", // and like our function
                "01 04 00 48 00 02 F1 DD", // a converter repeats what it sends
                "02 03 02 00 07 BD 86" // another unit, too late
            })
    void noiseBeforeAnAnswerIsPassedOver(String noise) throws Exception {
        byte[] answer = Hex.sealed("01 04 04 46 40 E6 B7");
        byte[] before = Hex.bytes(noise);
        byte[] all = Arrays.copyOf(before, before.length + answer.length);
        System.arraycopy(answer, 0, all, before.length, answer.length);
        for (int length = 0; length < all.length; length++) {
            assertEquals("more", decoded(read(), Arrays.copyOf(all, length)), "of " + Hex.text(all) + " " + length);
        }
        assertEquals("04 04 46 40 E6 B7", decoded(read(), all));
    }

    @Test
    void eachFlippedBitIsSeen() {
        byte[] whole = Hex.sealed("01 04 04 46 40 E6 B7");
        for (int bit = 8; bit < 8 * whole.length; bit++) {
            byte[] broken = whole.clone();
            broken[bit / 8] ^= (byte) (1 << bit % 8);
            Framing.Exchange exchange = read();
            try {
                assertEquals(Optional.empty(), exchange.decode(broken));
            } catch (DeviceException e) {
                assertEquals(BadFrameException.class, e.getClass());
            }
        }
    }

    @Test
    void aBrokenAnswerIsKnownAtOnce() {
        byte[] broken = Hex.bytes("01 04 04 46 40 E6 B7 00 00");
        assertEquals(
                "the answer is broken (CRC)",
                assertThrows(BadFrameException.class, () -> read().decode(broken))
                        .getMessage());
    }

    @Test
    void garbageIsKnownWhenNoAnswerCanBeginAnyMore() {
        byte[] garbage = Hex.bytes("55 AA 55 AA 55 AA 55 AA 55 AA");
        assertEquals(
                "what came is no answer, it begins with 55 AA 55 AA 55 AA 55 AA",
                assertThrows(BadFrameException.class, () -> read().decode(garbage))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "true,  01 05 4E 20 FF 00", //
        "false, 01 05 4E 20 00 00",
    })
    void aWriteIsAnsweredByItself(boolean on, String frame) throws Exception {
        Framing.Exchange write = new RtuFraming().begin(Request.writeCoil(1, 20_000, on));
        byte[] answer = Hex.sealed(frame);
        assertEquals(Hex.text(answer), Hex.text(write.frame()));
        assertEquals(frame.substring(3), decoded(write, answer));
        byte[] other = Hex.sealed("01 05 4E 21 FF 00");
        assertEquals("more", decoded(write, other)); // of another coil: no answer to this
    }

    @Test
    void manyRegistersAreAnsweredByTheirNumber() throws Exception {
        Framing.Exchange write = new RtuFraming().begin(Request.writeRegisters(1, 258, 1, 2));
        assertEquals("10 01 02 00 02", decoded(write, Hex.sealed("01 10 01 02 00 02")));
    }
}
