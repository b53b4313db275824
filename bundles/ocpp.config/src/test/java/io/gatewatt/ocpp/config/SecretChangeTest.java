// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.config.settings.AuthorizationKey;
import io.gatewatt.ocpp.v16.ChangeConfiguration.Confirmation;
import io.gatewatt.ocpp.v16.ChangeConfiguration.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretChangeTest {

    @TempDir
    Path home;

    private final List<String> reconnects = new ArrayList<>();

    @Test
    void keptThenAnsweredThenReconnected() throws IOException {
        Reply<Confirmation> reply = change(home, "passwordpassword");
        assertEquals(Status.Accepted, reply.confirmation().get().status());
        assertEquals("passwordpassword", Files.readString(AuthorizationKey.file(home)));
        assertEquals(List.of(), reconnects);
        reply.afterwards().run();
        assertEquals(List.of("now"), reconnects);
    }

    @Test
    void aBadKeyIsRejectedAndTheOldOneStays() throws IOException {
        change(home, "passwordpassword");
        Reply<Confirmation> reply = change(home, "short");
        assertEquals(Status.Rejected, reply.confirmation().get().status());
        reply.afterwards().run();
        assertEquals(List.of(), reconnects);
        assertEquals("passwordpassword", Files.readString(AuthorizationKey.file(home)));
    }

    @Test
    void aKeyThatCannotBeKeptIsAnErrorThatDoesNotTellIt() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        OcppException e = assertThrows(OcppException.class, () -> change(file, "passwordpassword"));
        assertFalse(e.getMessage().contains("passwordpassword"));
    }

    private Reply<Confirmation> change(Path at, String value) {
        return new SecretChange(at, () -> reconnects.add("now")).change(value);
    }
}
