// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config.settings;

import io.gatewatt.files.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The password of HTTP basic authentication (OCPP security whitepaper): 16 to 20 bytes, set as 32 to 40 hexadecimal digits, or as it is
 * when it is printable. A secret: it is kept in a file of its own, and no message tells it.
 */
public final class AuthorizationKey {

    /** Name of the setting and OCPP key. */
    public static final String NAME = "AuthorizationKey";

    private static final Pattern HEX = Pattern.compile("([0-9A-Fa-f]{2}){16,20}");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]{16,20}");

    private AuthorizationKey() {}

    /** Why the value is no key, in words that do not tell it; empty when it is good. */
    public static Optional<String> problem(String value) {
        return HEX.matcher(value).matches() || PRINTABLE.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("is no key; 32 to 40 hexadecimal digits (16 to 20 bytes) are right,"
                        + " or 16 to 20 printable characters without blank");
    }

    /** Where the key is kept. */
    public static Path file(Path home) {
        return home.resolve("secrets").resolve("authorizationKey");
    }

    /** Where the key before is kept, until the central system has let the station in with the new one. */
    public static Path fileBefore(Path home) {
        return home.resolve("secrets").resolve("authorizationKey.before");
    }

    /**
     * Keeps the key: the value as it was set, and nothing else, in a file for the owner only. When this returns the new key is on disk;
     * after a power cut there is the old key or the new one. The old one is kept beside it, unless there is one already: that one was the
     * last to be let in.
     *
     * @param home the station's home directory
     * @throws BadValueException when the value is no key
     * @throws IOException when it cannot be written
     */
    public static void keep(Path home, String value) throws IOException {
        problem(value).ifPresent(why -> {
            throw new BadValueException(why);
        });
        Path file = file(home);
        Optional<String> old =
                Files.exists(file) ? Optional.of(Files.readString(file, StandardCharsets.US_ASCII)) : Optional.empty();
        if (old.isPresent() && old.get().strip().equals(value)) {
            return;
        }
        if (old.isPresent() && !Files.exists(fileBefore(home))) {
            write(fileBefore(home), old.get());
        }
        write(file, value);
    }

    private static void write(Path file, String value) throws IOException {
        DurableFile.writeSecret(file, value.getBytes(StandardCharsets.US_ASCII));
    }
}
