// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may sign bundles: the X.509 certificates (PEM or DER) in the trust folders, and for a certificate authority among them all whom it has certified
 * for signing code. Read anew each time, so that a certificate put in or taken out counts at once.
 *
 * <p>The clock decides nothing here. A station that has lost its time must still take a repaired driver, and a certificate that has ended was good
 * when it signed. To withdraw trust, take the certificate out of the folder.
 */
final class Trust {

    private static final Logger LOG = LoggerFactory.getLogger(Trust.class);
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    private static final String ANY_USE = "2.5.29.37.0";

    private final List<Path> folders;

    /** @param folders where certificates lie, as {@code *.pem}, {@code *.crt} or {@code *.cer}; a folder may be missing */
    Trust(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** Whether this signer is trusted. */
    boolean trusts(List<? extends Certificate> chain) throws IOException {
        List<X509Certificate> trusted = certificates();
        for (int i = 0; i < chain.size(); i++) {
            if (!(chain.get(i) instanceof X509Certificate present)) {
                return false;
            }
            if (trusted.contains(present)) {
                return i == 0 || signsCode(chain.get(0));
            }
            int between = i;
            if (trusted.stream().anyMatch(ca -> issued(ca, present, between))) {
                return signsCode(chain.get(0));
            }
            if (i + 1 == chain.size()
                    || !(chain.get(i + 1) instanceof X509Certificate issuer)
                    || !issued(issuer, present, between)) {
                return false;
            }
        }
        return false;
    }

    /** The folders in words. */
    String where() {
        return String.join(" or ", folders.stream().map(Path::toString).toList());
    }

    /** Another one when another certificate is trusted. */
    String fingerprint() throws IOException {
        CRC32 sum = new CRC32();
        for (Path file : files()) {
            sum.update(Files.readAllBytes(file));
        }
        return Long.toHexString(sum.getValue());
    }

    private static boolean issued(X509Certificate issuer, X509Certificate subject, int between) {
        if (issuer.getBasicConstraints() < between
                || !issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())) {
            return false;
        }
        try {
            subject.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** A certificate authority may certify servers and people as well: those sign no code. */
    private static boolean signsCode(Certificate leaf) {
        try {
            List<String> uses = ((X509Certificate) leaf).getExtendedKeyUsage();
            boolean[] usage = ((X509Certificate) leaf).getKeyUsage();
            return (uses == null || uses.contains(CODE_SIGNING) || uses.contains(ANY_USE))
                    && (usage == null || usage[0] || usage[1]);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private List<X509Certificate> certificates() throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : files()) {
            try {
                CertificateFactory factory = CertificateFactory.getInstance("X.509");
                for (Certificate found :
                        factory.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))) {
                    certificates.add((X509Certificate) found);
                }
            } catch (CertificateException e) {
                LOG.warn("{} holds no certificate and is passed over: {}", file, e.getMessage());
            }
        }
        return certificates;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> all = Files.list(folder)) {
                    all.filter(file -> file.toString().matches(".*\\.(pem|crt|cer)"))
                            .sorted()
                            .forEach(files::add);
                }
            }
        }
        return files;
    }
}
