// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "'', DD17380A, DD17380A",
        "'', 04A1B2C3D4E5F6, 04A1B2C3D4E5F6",
        "'', 04112233445566778899, 04112233445566778899",
        "lower, DD17380A, dd17380a",
        "reverse, DD17380A, 0A3817DD",
        "strip=0+1, DD17380AF8, DD17380A",
        "strip=1+0, 0100A1B2C3, 00A1B2C3",
        "strip=1+0 decimal=10, 0100A1B2C3, 0010597059",
        "decimal=0, 00A1B2C3, 10597059",
        "decimal=10 reverse, C3B2A100, 0010597059",
        "strip=1, 88A1B2C3, A1B2C3",
        "strip=1+0, 0108A1B2C3, 08A1B2C3",
        "random, 08A1B2C3, 08A1B2C3",
        "'length=4,7', DD17380A, DD17380A",
        "'prefix=KR- upper', DD17380A, KR-DD17380A",
        "'  reverse   lower ', DD17380A, 0a3817dd"
    })
    void cards(String policy, String uid, String value) throws DeviceException {
        Token token = TokenPolicy.of(policy).card(HexFormat.of().parseHex(uid));
        assertEquals(new Token(value, Token.Kind.RFID, uid), token);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 08A1B2C3, random",
        "strip=0+1, 08A1B2C3AA, random",
        "length=7, DD17380A, 'has 4 bytes; accepted are [7]'",
        "strip=4, DD17380A, shorter",
        "prefix=0123456789012, DD17380A, 'has 21 characters; OCPP 1.6 takes 20'",
        "'', 0411223344556677889900, 22 characters"
    })
    void refusedCards(String policy, String uid, String words) {
        DeviceException why = assertThrows(
                DeviceException.class,
                () -> TokenPolicy.of(policy).card(HexFormat.of().parseHex(uid)));
        assertTrue(why.getMessage().contains(words), why.getMessage());
    }

    @Test
    void aLongerIdThatBeginsLikeARandomOneIsNone() throws DeviceException {
        assertEquals(
                "08112233445566",
                TokenPolicy.of("")
                        .card(HexFormat.of().parseHex("08112233445566"))
                        .value());
    }

    @ParameterizedTest
    @CsvSource({"'', 12345678, 12345678", "lower, AbC, abc", "prefix=P, abc, PABC"})
    void texts(String policy, String text, String value) throws DeviceException {
        assertEquals(value, TokenPolicy.of(policy).text(text, Token.Kind.KEYPAD).value());
    }

    @ParameterizedTest
    @CsvSource({"' '", "123456789012345678901"})
    void refusedTexts(String text) {
        assertThrows(DeviceException.class, () -> TokenPolicy.of("").text(text, Token.Kind.KEYPAD));
    }

    @ParameterizedTest
    @CsvSource({"revers", "strip=x", "strip=", "'length=4,'", "decimal", "length=-1", "strip=100"})
    void badWordsAreNamed(String word) {
        IllegalArgumentException why = assertThrows(IllegalArgumentException.class, () -> TokenPolicy.of(word));
        assertTrue(why.getMessage().contains("'" + word), why.getMessage());
        assertTrue(why.getMessage().contains("strip=1+0"), why.getMessage());
    }

    @Test
    void aCardThatStaysIsShownOnce() {
        AtomicLong now = new AtomicLong();
        Debounce debounce = new Debounce(Duration.ofMillis(500), now::get);
        assertTrue(debounce.shown("A"));
        for (int i = 0; i < 100; i++) {
            now.addAndGet(Duration.ofMillis(400).toNanos());
            assertFalse(debounce.shown("A"));
        }
        assertTrue(debounce.shown("B"));
        assertTrue(debounce.shown("A"), "another card was between");
        now.addAndGet(Duration.ofMillis(501).toNanos());
        assertTrue(debounce.shown("A"), "it was away");
        debounce.empty();
        assertTrue(debounce.shown("A"), "the field was empty");
    }
}
