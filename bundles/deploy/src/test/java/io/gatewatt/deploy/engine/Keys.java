// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** A signer of the tests: a key and a chain of certificates, made here. */
final class Keys {

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final byte[] ECDSA_SHA256 = {
        0x30, 0x0a, 0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02
    };

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private Keys(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = chain;
    }

    /** A signer who certifies himself, good for a year. */
    static Keys self(String name) {
        return make(name, null, false, false, Instant.now().plus(365, ChronoUnit.DAYS));
    }

    /** The same, at an end since yesterday. */
    static Keys ended(String name) {
        return make(name, null, false, false, Instant.now().minus(1, ChronoUnit.DAYS));
    }

    /** A certificate authority. */
    static Keys authority(String name) {
        return make(name, null, true, false, Instant.now().plus(365, ChronoUnit.DAYS));
    }

    /** A signer certified by this one. */
    Keys issue(String name) {
        return make(name, this, false, false, Instant.now().plus(365, ChronoUnit.DAYS));
    }

    /** A server certified by this one, who may not sign code. */
    Keys issueServer(String name) {
        return make(name, this, false, true, Instant.now().plus(365, ChronoUnit.DAYS));
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    /** Puts the certificate into a trust folder. */
    void trustedIn(Path folder) throws IOException {
        Files.createDirectories(folder);
        try {
            Files.writeString(
                    folder.resolve(certificate().getSerialNumber() + ".pem"),
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(certificate().getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A signed copy. */
    Path sign(Path jar) throws IOException {
        Path signed = jar.resolveSibling("signed-" + jar.getFileName());
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream out = Files.newOutputStream(signed)) {
            new JarSigner.Builder(key, CertificateFactory.getInstance("X.509").generateCertPath(chain))
                    .digestAlgorithm("SHA-256")
                    .signatureAlgorithm("SHA256withECDSA")
                    .build()
                    .sign(in, out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return signed;
    }

    private static Keys make(String name, Keys issuer, boolean authority, boolean server, Instant end) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair pair = generator.generateKeyPair();
            byte[] subject = name(name);
            byte[] by = issuer == null
                    ? subject
                    : issuer.certificate().getSubjectX500Principal().getEncoded();
            List<byte[]> extensions = new ArrayList<>();
            if (authority) {
                extensions.add(extension(
                        new byte[] {0x06, 0x03, 0x55, 0x1d, 0x13},
                        der(SEQUENCE, new byte[] {0x01, 0x01, (byte) 0xff})));
            }
            if (server) {
                extensions.add(extension(
                        new byte[] {0x06, 0x03, 0x55, 0x1d, 0x25},
                        der(SEQUENCE, new byte[] {0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01})));
            }
            byte[] body = der(
                    SEQUENCE,
                    der(0xa0, new byte[] {0x02, 0x01, 0x02}),
                    der(0x02, BigInteger.valueOf(System.nanoTime()).toByteArray()),
                    ECDSA_SHA256,
                    by,
                    der(SEQUENCE, time(end.minus(730, ChronoUnit.DAYS)), time(end)),
                    subject,
                    pair.getPublic().getEncoded(),
                    extensions.isEmpty() ? new byte[0] : der(0xa3, der(SEQUENCE, extensions.toArray(new byte[0][]))));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(issuer == null ? pair.getPrivate() : issuer.key);
            signature.update(body);
            byte[] whole = der(SEQUENCE, body, ECDSA_SHA256, der(0x03, new byte[] {0}, signature.sign()));
            List<X509Certificate> chain = new ArrayList<>();
            chain.add((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole)));
            if (issuer != null) {
                chain.addAll(issuer.chain);
            }
            return new Keys(pair.getPrivate(), chain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] name(String common) {
        return der(
                SEQUENCE,
                der(
                        SET,
                        der(
                                SEQUENCE,
                                new byte[] {0x06, 0x03, 0x55, 0x04, 0x03},
                                der(0x0c, common.getBytes(StandardCharsets.UTF_8)))));
    }

    private static byte[] extension(byte[] id, byte[] value) {
        return der(SEQUENCE, id, new byte[] {0x01, 0x01, (byte) 0xff}, der(0x04, value));
    }

    private static byte[] time(Instant time) {
        return der(
                0x18,
                DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
                        .withZone(ZoneOffset.UTC)
                        .format(time)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
