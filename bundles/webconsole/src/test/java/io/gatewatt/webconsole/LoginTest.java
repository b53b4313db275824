// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import static io.gatewatt.webconsole.Login.Verdict.NO_PASSWORD;
import static io.gatewatt.webconsole.Login.Verdict.RIGHT;
import static io.gatewatt.webconsole.Login.Verdict.TOO_MANY;
import static io.gatewatt.webconsole.Login.Verdict.WRONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {

    @TempDir
    Path home;

    private long nanos;
    private PasswordFile file;
    private Login login;
    private String password;

    @BeforeEach
    void start() throws IOException {
        file = new PasswordFile(home.resolve("secrets/console"));
        password = file.renew();
        login = new Login(file, new TryLimit(() -> nanos));
    }

    @Test
    void rightIsRightAgainAndAgain() throws IOException {
        assertEquals(RIGHT, login.judge("admin", password));
        assertEquals(RIGHT, login.judge("admin", password));
    }

    @Test
    void wrongUserAndWrongPasswordAreRefused() throws IOException {
        assertEquals(WRONG, login.judge("root", password));
        assertEquals(WRONG, login.judge("admin", "admin"));
        assertEquals(WRONG, login.judge("admin", ""));
    }

    @Test
    void fiveWrongTriesMakeEvenTheRightOneWait() throws IOException {
        for (int i = 0; i < TryLimit.FREE_TRIES; i++) {
            assertEquals(WRONG, login.judge("admin", "guess" + i));
        }
        assertEquals(TOO_MANY, login.judge("admin", password));

        nanos += Duration.ofSeconds(2).toNanos();

        assertEquals(RIGHT, login.judge("admin", password));
        assertEquals(WRONG, login.judge("admin", "guess"));
        assertEquals(RIGHT, login.judge("admin", password), "a right one forgets the wrong ones");
    }

    @Test
    void thePauseDoublesUpToAMinute() {
        TryLimit limit = new TryLimit(() -> nanos);
        for (int i = 0; i < TryLimit.FREE_TRIES; i++) {
            limit.wrong();
        }
        for (int seconds : new int[] {2, 4, 8, 16, 32, 60, 60}) {
            assertEquals(Duration.ofSeconds(seconds), limit.pause());
            nanos += limit.pause().toNanos();
            limit.wrong();
        }
    }

    @Test
    void aNewPasswordEndsTheOldOneAtOnce() throws IOException {
        assertEquals(RIGHT, login.judge("admin", password));
        String next = file.renew();

        assertEquals(WRONG, login.judge("admin", password));
        assertEquals(RIGHT, login.judge("admin", next));
    }

    @Test
    void withoutAHashNobodyComesIn() throws IOException {
        Files.delete(file.path());

        assertEquals(NO_PASSWORD, login.judge("admin", password));
    }

    @Test
    void credentialsAreReadFromTheHeaderOrNotAtAll() {
        assertEquals(
                "Ä:b", Credentials.parse("basic YWRtaW46w4Q6Yg==").orElseThrow().password());
        for (String header : new String[] {null, "", "Basic", "Basic %%%", "Basic YWRtaW4=", "Bearer YWRtaW46YQ=="}) {
            assertTrue(Credentials.parse(header).isEmpty(), "accepted: " + header);
        }
    }
}
