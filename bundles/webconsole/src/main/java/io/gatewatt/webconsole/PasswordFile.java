// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import io.gatewatt.files.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The file that holds the hash of the console's password: mode 0600 in a directory of mode 0700, replaced in one step so
 * that a power cut leaves the old one or the new one.
 */
final class PasswordFile {

    /** Letters and digits that nobody mistakes for each other. */
    static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    static final int LENGTH = 20;

    private final Path file;
    private final SecureRandom random = new SecureRandom();

    PasswordFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /**
     * The hash in the file; empty when there is no file.
     *
     * @throws IOException when it cannot be read, or holds something else
     */
    Optional<PasswordHash> read() throws IOException {
        if (!exists()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PasswordHash.parse(Files.readString(file)));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged (" + e.getMessage() + "); delete it to get a new password", e);
        }
    }

    /** Makes a new password, keeps its hash and returns the password: nobody can tell it later. */
    String renew() throws IOException {
        StringBuilder password = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        String line = PasswordHash.of(password.toString(), random).line() + "\n";
        DurableFile.writeSecret(file, line.getBytes(StandardCharsets.US_ASCII));
        return password.toString();
    }
}
