// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.ocpp.config.settings.AuthorizationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String OTHER = "fedcba9876543210fedcba9876543210";

    @TempDir
    Path home;

    private final Map<String, String> properties = new HashMap<>();

    @BeforeEach
    void directories() throws IOException {
        Files.createDirectory(home.resolve("tmp"));
    }

    @Test
    void aSecretGoesToTheSecretStoreAndIntoNoSettingsFile() throws IOException {
        handOver(
                "run", "--set", "AuthorizationKey=" + KEY, "--set", "HeartbeatInterval=20", "--set!", "ResetRetries=2");
        Path secret = AuthorizationKey.file(home);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
        for (String property : List.of("gatewatt.settings", "gatewatt.settings.always")) {
            Path file = Path.of(properties.get(property));
            assertFalse(Files.readString(file).contains(KEY));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertTrue(
                Files.readString(Path.of(properties.get("gatewatt.settings"))).contains("HeartbeatInterval=20"));
        assertTrue(Files.readString(Path.of(properties.get("gatewatt.settings.always")))
                .contains("ResetRetries=2"));
    }

    @Test
    void aSecretOfTheFirstStartDoesNotReplaceAnother() throws IOException {
        AuthorizationKey.keep(home, OTHER);
        byte[] before = Files.readAllBytes(AuthorizationKey.file(home));
        handOver("run", "--set", "AuthorizationKey=" + KEY);
        assertArrayEquals(before, Files.readAllBytes(AuthorizationKey.file(home)));
    }

    @Test
    void aSecretOfEveryStartDoes() throws IOException {
        AuthorizationKey.keep(home, OTHER);
        byte[] before = Files.readAllBytes(AuthorizationKey.file(home));
        handOver("run", "--set!", "authorizationkey=" + KEY);
        assertFalse(java.util.Arrays.equals(before, Files.readAllBytes(AuthorizationKey.file(home))));
    }

    @Test
    void whatNobodyKnowsIsRefusedAsItWasTyped() {
        FeatureFile nothing = new FeatureFile(Map.of(), List.of());
        CommandLine asked = CommandLine.parse(
                "run", "--csms", "ws://host", "--set", "Unknown=1", "--set", "AuthorizationKey=short");
        Refusal refusal = assertThrows(Refusal.class, () -> Settings.check(asked, nothing, home));
        assertEquals(Refusal.USAGE, refusal.code());
        List<String> lines = refusal.getMessage().lines().sorted().toList();
        assertEquals(3, lines.size(), refusal.getMessage());
        assertTrue(lines.get(0).startsWith("--csms ws://host"), lines.get(0));
        assertFalse(lines.get(1).contains("short"), lines.get(1));
        assertTrue(lines.get(2).startsWith("Unknown=1: there is no setting Unknown"), lines.get(2));
    }

    private void handOver(String... arguments) throws IOException {
        Settings.handOver(CommandLine.parse(arguments), home, properties);
    }
}
