// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come into the Web Console, and what it refuses. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleSecurityTest {

    private static final String CONSOLE = "/system/console/";

    @TempDir
    static Path home;

    private static DemoStation station;

    @BeforeAll
    static void start() {
        station = DemoStation.start(home);
    }

    @AfterAll
    static void stop() {
        if (station != null) {
            station.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatewatt",
                "gatewatt/state.json",
                "gatewatt/events",
                "gatewatt/res/page.js",
                "bundles",
                "configMgr",
                "res/ui/webconsole.css"
            })
    @Order(1)
    void nothingIsServedWithoutAPassword(String path) throws Exception {
        assertEquals(401, station.send("GET", CONSOLE + path).statusCode());
    }

    @Test
    @Order(2)
    void theStockPasswordIsNoPassword() throws Exception {
        assertEquals(
                401,
                station.send("GET", CONSOLE + "gatewatt", "Authorization", DemoStation.authorization("admin"))
                        .statusCode());
    }

    @Test
    @Order(3)
    void theToldPasswordOpensThePageThatHasItsHeaders() throws Exception {
        HttpResponse<String> page = station.send("GET", CONSOLE + "gatewatt", "Authorization", station.authorization());

        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("id=\"gw\""), page.body());
        assertEquals(
                "nosniff", page.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals("DENY", page.headers().firstValue("X-Frame-Options").orElse(""));
        assertTrue(
                page.headers().firstValue("Content-Security-Policy").orElse("").contains("frame-ancestors 'none'"));
        assertFalse(
                page.headers().firstValue("Content-Security-Policy").orElse("").contains("unsafe-eval"));
    }

    @Test
    @Order(4)
    void theConsoleOpensWithTheChargingPage() throws Exception {
        HttpResponse<String> root = station.send("GET", CONSOLE, "Authorization", station.authorization());

        assertEquals(302, root.statusCode());
        assertTrue(root.headers().firstValue("Location").orElse("").endsWith(CONSOLE + "gatewatt"));
    }

    @Test
    @Order(5)
    void aPostOfAnotherSiteIsRefused() throws Exception {
        for (String origin : new String[] {"http://evil.example", "null"}) {
            HttpResponse<String> answer = station.send(
                    "POST", CONSOLE + "bundles", "Authorization", station.authorization(), "Origin", origin);
            assertEquals(403, answer.statusCode(), origin);
        }
    }

    @Test
    @Order(6)
    void onlyAHashOfThePasswordIsKept() throws Exception {
        Path file = home.resolve("secrets/console");
        String password = station.password();

        assertTrue(password.length() >= 16);
        assertTrue(Files.readString(file).startsWith("pbkdf2-"));
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertFalse(String.join("\n", station.process().err()).contains(password), "the password is in the log");
    }

    @Test
    @Order(7)
    void guessingIsSlowedDown() throws Exception {
        int last = 0;
        for (int i = 0; i < 8 && last != 429; i++) {
            last = station.send("GET", CONSOLE + "gatewatt", "Authorization", DemoStation.authorization("guess" + i))
                    .statusCode();
        }
        assertEquals(429, last);
        assertEquals(
                429,
                station.send("GET", CONSOLE + "gatewatt", "Authorization", station.authorization())
                        .statusCode());
    }
}
