// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "ws://h:9000/ocpp,CP1,ws://h:9000/ocpp/CP1",
        "' wss://h// ',CP1,wss://h/CP1",
        "ws://h/a,CP 1/ä,ws://h/a/CP%201%2F%C3%A4",
        "ws://[::1]:9000,a.b_c~d-e,ws://[::1]:9000/a.b_c~d-e",
        "WSS://h,%41,WSS://h/%2541"
    })
    void addressAndIdentityAreJoined(String url, String identity, String uri) {
        assertEquals(
                uri, Endpoint.of(url, identity, BasicAuth.Format.auto, "").uri().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'',CP1,no address of a central system is configured: set --csms (url in ocpp.connection)",
        "http://h,CP1,is neither ws:// nor wss://: correct --csms (url in ocpp.connection)",
        "h:9000,CP1,is neither ws:// nor wss://",
        "ws://,CP1,is not an address",
        "ws://h h,CP1,is not an address",
        "ws://user:pw@h,CP1,without user",
        "http://user:pw@h,CP1,is neither ws:// nor wss://",
        "ws://user:pw@h h,CP1,is not an address",
        "ws://h?x=1,CP1,without user",
        "ws://h,' ',identity is blank: set --identity (identity in ocpp.connection)"
    })
    void whatIsWrongIsTold(String url, String identity, String words) {
        String told = assertThrows(
                        IllegalArgumentException.class, () -> Endpoint.of(url, identity, BasicAuth.Format.auto, ""))
                .getMessage();
        assertTrue(told.contains(words), told);
        assertFalse(told.contains("user:pw"), told);
    }

    @ParameterizedTest
    @CsvSource({
        "0123456789ABCDEF0123456789ABCDEF,auto,16",
        "0123456789ABCDEF0123456789ABCDEF01234567,auto,20",
        "0123456789ABCDEF0123456789ABCDEF0,auto,33",
        "0123456789ABCDEF0123456789ABCDE,auto,31",
        "0123456789ABCDEF0123456789ABCDEX,auto,32",
        "0123456789ABCDEF0123456789ABCDEF,text,32",
        "0123,hex,2",
        "pass word,auto,9"
    })
    void keyBecomesBytes(String key, BasicAuth.Format format, int bytes) {
        String header = BasicAuth.header("CP1", key, format);
        assertEquals("CP1:".length() + bytes, Base64.getDecoder().decode(header.substring(6)).length);
    }

    @Test
    void aTextKeyIsUsedAsItIs() {
        String header = BasicAuth.header("CP1", "grüße", BasicAuth.Format.auto);
        assertEquals("CP1:grüße", new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8));
    }

    @Test
    void aWrongHexKeyIsToldWithoutQuotingIt() {
        String told = assertThrows(
                        IllegalArgumentException.class, () -> BasicAuth.header("CP1", "s3cret", BasicAuth.Format.hex))
                .getMessage();
        assertFalse(told.contains("s3cret"));
    }
}
