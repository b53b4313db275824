// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.transport;

import static io.gatewatt.itests.conformance.kit.Step.call;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import io.gatewatt.itests.harness.Csms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;

/** Conformance catalogue B1: who the station says it is, and how it proves it. */
@Functionality(
        value = "B1 Transport (OCPP-J)",
        identity = "CP 1/ä",
        settings = {"AuthorizationKey=4F43415F4F4354545F61646D696E5F74657374", "Station.reconnectSeconds=1..2"})
class IdentityTest {

    private static final String FIRST = "OCA_OCTT_admin_test";
    private static final Step CLOSED =
            new Step("connection closed", e -> e.type() == 0 && e.frame().text().startsWith("closed"));

    private static String password(Csms.Handshake handshake) {
        byte[] credentials =
                Base64.getDecoder().decode(handshake.header("Authorization").substring("Basic ".length()));
        return new String(credentials, StandardCharsets.UTF_8).substring("CP 1/ä:".length());
    }

    @Case("Identity with special characters")
    void X_J_16(StationUnderTest station) {
        Csms.Handshake handshake = station.csms().handshakes().get(0);
        assertEquals("/ocpp/CP%201%2F%C3%A4", handshake.path());
        assertEquals("ocpp1.6", handshake.header("Sec-WebSocket-Protocol"));
        // The key is given in hex digits; on the wire are the bytes they mean.
        assertEquals(FIRST, password(handshake));
        assertEquals("2", station.key("NumberOfConnectors"));
    }

    @Case("A new AuthorizationKey that is refused at first")
    void X_J_21(StationUnderTest station) {
        Csms csms = station.csms();
        String old = password(csms.handshakes().get(csms.handshakes().size() - 1));
        String fresh = "the-next-password";
        int before = csms.attempts().size();
        csms.admit(handshake -> password(handshake).equals(old) ? 101 : 401);
        station.configure("AuthorizationKey", fresh);
        Entry answer = station.wire().expect(Step.answer("ChangeConfiguration"));
        station.wire().inOrder(answer, station.wire().expect(CLOSED));
        awaitAttempts(csms, before, List.of("401 " + fresh, "101 " + old));
        csms.connection();
        // The central system has it now: from the first success on the old one is forgotten.
        csms.admit(handshake -> password(handshake).equals(fresh) ? 101 : 401);
        csms.hangUp(1001, "again");
        awaitAttempts(csms, before + 2, List.of("101 " + fresh));
        csms.connection();
        csms.admit(handshake -> 401);
        csms.hangUp(1001, "again");
        awaitAttempts(csms, before + 3, List.of("401 " + fresh, "401 " + fresh));
        csms.befriend();
        csms.connection();
        station.wire().none(call("BootNotification"));
    }

    private static void awaitAttempts(Csms csms, int from, List<String> expected) {
        Awaitility.await()
                .atMost(Csms.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> csms.attempts().size() >= from + expected.size());
        assertEquals(
                expected,
                csms.attempts().subList(from, from + expected.size()).stream()
                        .map(a -> a.status() + " " + password(a.handshake()))
                        .toList());
    }

    @Case("AuthorizationKey too short or with an odd number of hex digits")
    void X_G_02(StationUnderTest station) {
        for (String bad : List.of(
                "short",
                "fifteen-letters",
                "0123456789ABCDEF0123456789ABCDE",
                "0123456789ABCDEF0123456789ABCDEF0",
                "0123456789ABCDEF0123456789ABCDEF0123456789",
                "")) {
            station.call("ChangeConfiguration", StationUnderTest.change("AuthorizationKey", bad), "Rejected");
        }
        station.wire().never(CLOSED, Duration.ofSeconds(1));
    }
}
