// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.drivers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** A maker of drivers who signs them with the JDK's own tools. */
final class Signer {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String NAME = "maker";

    private final KeyStore.PrivateKeyEntry key;

    /** Makes a key; the folder is for its store. */
    Signer(Path folder) {
        Path store = folder.resolve("signer.p12");
        try {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-alias",
                            NAME,
                            "-dname",
                            "CN=Gatewatt driver tests",
                            "-validity",
                            "30",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            new String(PASSWORD))
                    .redirectErrorStream(true)
                    .start();
            String told = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(told);
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD);
            }
            key = (KeyStore.PrivateKeyEntry) keys.getEntry(NAME, new KeyStore.PasswordProtection(PASSWORD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Puts the certificate where a station looks for those it trusts. */
    void trustedBy(Path home) throws IOException {
        Path folder = Files.createDirectories(home.resolve("trust"));
        try {
            Files.writeString(
                    folder.resolve("maker.pem"),
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(key.getCertificate().getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a signed jar. */
    Path sign(byte[] jar, Path to) throws IOException {
        Path unsigned = Files.write(to.resolveSibling(to.getFileName() + ".unsigned"), jar);
        try (ZipFile in = new ZipFile(unsigned.toFile());
                OutputStream out = Files.newOutputStream(to)) {
            new JarSigner.Builder(key).build().sign(in, out);
        }
        Files.delete(unsigned);
        return to;
    }
}
