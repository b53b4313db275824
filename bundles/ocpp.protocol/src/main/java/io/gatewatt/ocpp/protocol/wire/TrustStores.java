// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/** Reads the certificates to trust from a file of any usual kind. */
final class TrustStores {

    private static final String PEM_MARK = "-----BEGIN CERTIFICATE-----";

    private TrustStores() {}

    /**
     * Reads PEM certificates, or a PKCS#12 or JKS key store.
     *
     * @param password of a key store, when it has one
     * @throws IOException with words what to do
     */
    static KeyStore read(Path file, Optional<String> password) throws IOException {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            KeyStore store = text.contains(PEM_MARK)
                    ? pem(file)
                    : KeyStore.getInstance(
                            file.toFile(), password.map(String::toCharArray).orElse(null));
            if (store.size() == 0) {
                throw new IOException("it holds no certificate that can be read without a password");
            }
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException(
                    "truststore " + file + " cannot be used (" + e.getMessage() + "): name a PEM, PKCS#12 or JKS file"
                            + " in truststore of ocpp.connection; the password of a key store belongs in secrets/truststorePassword",
                    e);
        }
    }

    private static KeyStore pem(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int n = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + n++, certificate);
            }
        }
        return store;
    }
}
