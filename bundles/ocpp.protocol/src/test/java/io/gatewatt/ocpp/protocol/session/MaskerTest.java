// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[2,\"a\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":\"geheim\"}]"
                        + "|[2,\"a\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":\"***\"}]",
                "[2, \"a\", \"ChangeConfiguration\", { \"value\": \"ge\\\"heim\", \"key\": \"authorizationkey\" } ]"
                        + "|[2, \"a\", \"ChangeConfiguration\", { \"value\":\"***\", \"key\": \"authorizationkey\" } ]",
                "[2,\"a\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":1234}]"
                        + "|[2,\"a\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":\"***\"}]",
                "[2,\"a\",\"ChangeConfiguration\",{\"key\":\"HeartbeatInterval\",\"value\":\"20\"}]"
                        + "|[2,\"a\",\"ChangeConfiguration\",{\"key\":\"HeartbeatInterval\",\"value\":\"20\"}]"
            })
    void theValueIsTakenOut(String text, String shown) {
        assertEquals(shown, Masker.mask("ChangeConfiguration", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[2,\"a\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":7,\"x\":\"geheim\"}]",
                "[2,\"a\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":[\"geheim\"]}]",
                "[2,\"a\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"v\\u0061lue\":\"geheim\"}]",
                "[2,\"a\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":\"geheim"
            })
    void whatIsNoProperChangeIsNotShown(String text) {
        assertFalse(Masker.mask("ChangeConfiguration", text).contains("geheim"));
        assertFalse(Masker.mask("", text).contains("geheim"));
    }

    @Test
    void aLongTextTakesNoTime() {
        String text =
                "[2,\"a\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":\"" + "\\\\".repeat(100_000);
        assertEquals("(not shown: it may hold a secret)", Masker.mask("ChangeConfiguration", text));
    }
}
