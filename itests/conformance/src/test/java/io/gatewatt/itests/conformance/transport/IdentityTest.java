// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.harness.Csms;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Conformance catalogue B1: a name that an address cannot hold as it is. */
@Functionality(
        value = "B1 Transport (OCPP-J)",
        identity = "CP 1/ä",
        settings = "AuthorizationKey=4F43415F4F4354545F61646D696E5F74657374")
class IdentityTest {

    @Case("Identity with special characters")
    void X_J_16(StationUnderTest station) {
        Csms.Handshake handshake = station.csms().handshakes().get(0);
        assertEquals("/ocpp/CP%201%2F%C3%A4", handshake.path());
        assertEquals("ocpp1.6", handshake.header("Sec-WebSocket-Protocol"));
        byte[] credentials =
                Base64.getDecoder().decode(handshake.header("Authorization").substring("Basic ".length()));
        // The key is given in hex digits; on the wire are the bytes they mean.
        assertEquals("CP 1/ä:OCA_OCTT_admin_test", new String(credentials, StandardCharsets.UTF_8));
        assertEquals("2", station.key("NumberOfConnectors"));
    }
}
