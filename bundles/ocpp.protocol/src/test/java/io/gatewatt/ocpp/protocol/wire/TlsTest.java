// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.java_websocket.server.DefaultSSLWebSocketServerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private JettyWire wire;
    private final Ear ear = new Ear();

    @BeforeAll
    static void certificates() throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "csms",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("csms.p12").toString());
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "csms",
                "-keystore",
                folder.resolve("csms.p12").toString(),
                "-file",
                folder.resolve("ca.pem").toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "ca",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("ca.p12").toString(),
                "-file",
                folder.resolve("ca.pem").toString());
        keytool(
                "-genkeypair",
                "-alias",
                "csms",
                "-keyalg",
                "EC",
                "-dname",
                "CN=csms.example.com",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("other.p12").toString());
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "csms",
                "-keystore",
                folder.resolve("other.p12").toString(),
                "-file",
                folder.resolve("other.pem").toString());
        Files.writeString(folder.resolve("truststorePassword"), PASSWORD);
        Files.writeString(folder.resolve("broken.pem"), "nothing");
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }

    private static Csms csms(String store) throws Exception {
        KeyStore keys = KeyStore.getInstance(folder.resolve(store).toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        Csms csms = new Csms("ocpp1.6");
        csms.setWebSocketFactory(new DefaultSSLWebSocketServerFactory(context));
        return csms.up();
    }

    private void connect(Csms csms, String truststore) {
        wire = new JettyWire(() -> ConnectorSource.PLAIN, new Secrets(Optional.of(folder)));
        String trust = truststore.isEmpty() ? "" : folder.resolve(truststore).toString();
        wire.connect(Endpoint.of("wss://127.0.0.1:" + csms.getPort(), "CP1", BasicAuth.Format.auto, trust), ear);
    }

    @AfterEach
    void stop() {
        wire.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.pem", "ca.p12"})
    void trustedByTheTruststore(String truststore) throws Exception {
        try (Csms csms = csms("csms.p12")) {
            connect(csms, truststore);
            ear.heard("opened");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "other.pem"})
    void anUntrustedCertificateIsToldInWords(String truststore) throws Exception {
        try (Csms csms = csms("csms.p12")) {
            connect(csms, truststore);
            String failed = ear.heard("failed");
            assertTrue(
                    failed.contains("TLS with 127.0.0.1") && failed.contains("truststore in ocpp.connection"), failed);
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        try (Csms csms = csms("other.p12")) {
            connect(csms, "other.pem");
            String failed = ear.heard("failed");
            assertTrue(failed.contains("TLS with 127.0.0.1"), failed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken.pem", "missing.pem"})
    void aTruststoreThatCannotBeReadIsToldInWords(String truststore) throws Exception {
        try (Csms csms = csms("csms.p12")) {
            connect(csms, truststore);
            String failed = ear.heard("failed");
            assertTrue(failed.contains("cannot be used") && failed.contains("name a PEM, PKCS#12 or JKS file"), failed);
        }
    }
}
