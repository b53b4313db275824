// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Row;
import io.gatewatt.loop.Table;
import io.gatewatt.ocpp.config.settings.AuthorizationKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.util.promise.Promise;

/** Remembers in the store what was applied, so that each is done once. From any thread. */
final class AppliedSettings {

    /** Whether this is the first start of the home. */
    enum First {
        YES,
        /** No; the settings are those of the first start. */
        NO,
        /** No; and there are settings that the first start did not have. */
        NO_AND_OTHERS
    }

    private static final String TABLE = "config_applied";
    private static final String FIRST = "first";
    private static final String ALWAYS = "always";
    private static final String DIGEST = "digest";
    private static final String START = "start";

    private final Loop loop;

    AppliedSettings(Loop loop) {
        this.loop = loop;
    }

    Promise<First> first(Map<String, String> settings) {
        String digest = digest(settings);
        return loop.call("first start?", () -> {
            Optional<Row> before = table().get(FIRST);
            if (before.isEmpty()) {
                return First.YES;
            }
            return settings.isEmpty() || before.get().text(DIGEST).equals(digest) ? First.NO : First.NO_AND_OTHERS;
        });
    }

    Promise<Void> firstDone(Map<String, String> settings) {
        Row row = Row.empty().with(DIGEST, digest(settings)).with("names", String.join(" ", settings.keySet()));
        return put(FIRST, row);
    }

    Promise<Boolean> startIsNew(String start) {
        return loop.call(
                "new start?",
                () -> table().get(ALWAYS)
                        .filter(row -> row.text(START).equals(start))
                        .isEmpty());
    }

    Promise<Void> startDone(String start) {
        return put(ALWAYS, Row.empty().with(START, start));
    }

    private Promise<Void> put(String key, Row row) {
        return loop.call("settings applied", () -> {
            table().put(key, row.with("at", loop.clock().instant()));
            return null;
        });
    }

    private Table table() {
        return loop.store().table(TABLE);
    }

    /** Of all but the secret, which leaves no trace here. */
    private static String digest(Map<String, String> settings) {
        Map<String, String> told = new TreeMap<>(settings);
        told.keySet().removeIf(AuthorizationKey.NAME::equalsIgnoreCase);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(told.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
