// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.ocpp.Link;
import io.gatewatt.ocpp.RegistrationStatus;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadyStateTest {

    private static final Optional<URI> WEB = Optional.of(URI.create("http://127.0.0.1:8080/"));

    @ParameterizedTest
    @CsvSource({
        // framework, offlineOk, registered, station, webExpected, web | serves, complete
        "true,  false, true,  true,  true,  true,  true,  true",
        "true,  false, true,  true,  true,  false, true,  false",
        "true,  false, true,  true,  false, false, true,  true",
        "true,  false, false, true,  true,  true,  false, false",
        "true,  true,  false, true,  true,  true,  true,  true",
        "true,  true,  false, false, true,  true,  false, false",
        "true,  true,  true,  true,  true,  true,  true,  true",
        "false, true,  true,  true,  true,  true,  false, false",
    })
    void ready(
            boolean framework,
            boolean offlineOk,
            boolean registered,
            boolean station,
            boolean webExpected,
            boolean web,
            boolean serves,
            boolean complete) {
        ReadyState state = new ReadyState(
                framework,
                offlineOk,
                registered,
                station,
                webExpected,
                web ? WEB : Optional.empty(),
                true,
                Optional.empty());
        assertEquals(serves, state.serves());
        assertEquals(complete, state.complete());
    }

    @Test
    void theLine() {
        Link link = new Link(
                Link.State.CONNECTED,
                Instant.EPOCH,
                "",
                "ws://csms:9000/ocpp/CP-1",
                "CP-1",
                RegistrationStatus.Accepted,
                0);
        assertEquals(
                "READY identity=CP-1 csms=ws://csms:9000/ocpp/CP-1 console=http://127.0.0.1:8080/system/console in 1234 ms",
                state(WEB, true, Optional.of(link)).line(1234));
        assertEquals(
                "READY identity=CP-1 csms=ws://csms:9000/ocpp/CP-1 console=- in 7 ms",
                state(WEB, false, Optional.of(link)).line(7));
        assertEquals(
                "READY identity=- csms=- console=- in 7 ms",
                state(Optional.empty(), true, Optional.empty()).line(7));
    }

    @ParameterizedTest
    @CsvSource({"CP-1_a.b~c, CP-1_a.b~c", "CP 1/ä, CP%201%2F%C3%A4", "50%+*, 50%25%2B%2A"})
    void theIdentityHasNoBlankInTheLine(String identity, String shown) {
        Link link = new Link(
                Link.State.CONNECTED, Instant.EPOCH, "", "ws://csms", identity, RegistrationStatus.Accepted, 0);
        assertEquals(
                "READY identity=" + shown + " csms=ws://csms console=- in 7 ms",
                state(WEB, false, Optional.of(link)).line(7));
    }

    @Test
    void theAddressIsTheFirstWithAPort() {
        assertEquals(WEB, ReadyState.address(new String[] {"/", "http://127.0.0.1:8080/", "http://10.0.0.1:8080/"}));
        assertEquals(WEB, ReadyState.address("http://127.0.0.1:8080/"));
        assertEquals(Optional.empty(), ReadyState.address(new String[] {"/"}));
        assertEquals(Optional.empty(), ReadyState.address(new String[0]));
        assertEquals(Optional.empty(), ReadyState.address(null));
    }

    private static ReadyState state(Optional<URI> web, boolean console, Optional<Link> link) {
        return new ReadyState(true, false, true, true, true, web, console, link);
    }
}
