// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decides whether user and password are right. The slow hash is computed once per password: what was found right is
 * remembered as a keyed digest whose key lives and dies with this object. Safe for threads.
 */
final class Login {

    static final String USER = "admin";

    /** What came of a try. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** Not looked at: too many wrong ones before. */
        TOO_MANY,
        /** The hash is missing or damaged. */
        NO_PASSWORD
    }

    private final PasswordFile file;
    private final TryLimit limit;
    private final byte[] key = new byte[32];
    private byte[] known = {};
    private PasswordHash knownFor;

    Login(PasswordFile file, TryLimit limit) {
        this.file = file;
        this.limit = limit;
        new SecureRandom().nextBytes(key);
    }

    /** Judges a try. */
    synchronized Verdict judge(String user, String password) throws IOException {
        if (!limit.pause().isZero()) {
            return Verdict.TOO_MANY;
        }
        Optional<PasswordHash> hash = file.read();
        if (hash.isEmpty()) {
            return Verdict.NO_PASSWORD;
        }
        byte[] digest = digest(user, password);
        if (knownFor != null && knownFor.line().equals(hash.get().line()) && MessageDigest.isEqual(known, digest)) {
            limit.right();
            return Verdict.RIGHT;
        }
        boolean samePassword = hash.get().matches(password);
        boolean sameUser = MessageDigest.isEqual(bytes(USER), bytes(user));
        if (samePassword && sameUser) {
            known = digest;
            knownFor = hash.get();
            limit.right();
            return Verdict.RIGHT;
        }
        limit.wrong();
        return Verdict.WRONG;
    }

    Duration pause() {
        return limit.pause();
    }

    private byte[] digest(String user, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(user + "\0" + password));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
