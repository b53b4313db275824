// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.CodeSigner;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;

/**
 * Checks the signature of a jar. Java's own check is not enough: it throws for a changed entry, but opens a jar with an added one, and one whose
 * signature was taken off, without a word. So each entry is read to its end and must carry the same trusted signer. Algorithms that Java has
 * disabled count as no signature.
 */
final class SignatureCheck {

    private final Trust trust;

    SignatureCheck(Trust trust) {
        this.trust = trust;
    }

    /**
     * Who signed a bundle.
     *
     * @param subject of the certificate
     * @param warning what is odd about it, in words; empty when nothing is
     */
    record Signer(String subject, String warning) {

        /** Nobody, where developer mode allows it. */
        static final Signer NOBODY = new Signer("", "");
    }

    /**
     * Who signed the jar.
     *
     * @param jar opened with verification
     * @throws RefusedException when it is not signed, not wholly signed, or not by one who is trusted
     */
    Signer signer(JarFile jar) throws RefusedException, IOException {
        List<CodeSigner> common = null;
        Set<String> bare = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        boolean signatureFiles = false;
        for (JarEntry entry : jar.stream().toList()) {
            String name = entry.getName();
            names.add(name);
            signatureFiles |= Content.ofSignature(name) && name.endsWith(".SF");
            if (entry.isDirectory() || name.equals(Content.MANIFEST) || Content.ofSignature(name)) {
                continue;
            }
            read(jar, entry);
            CodeSigner[] signers = entry.getCodeSigners();
            if (signers == null) {
                bare.add(name);
            } else if (common == null) {
                common = new ArrayList<>(List.of(signers));
            } else {
                common.retainAll(List.of(signers));
            }
        }
        if (!signatureFiles) {
            throw new RefusedException(
                    promised(jar.getManifest()).isEmpty()
                            ? "it is not signed; sign it with jarsigner"
                            : "its signature was taken off: its manifest still lists signed entries, but the signature is gone");
        }
        if (common == null) {
            throw new RefusedException(
                    "its signature does not hold: manifest or signature were changed, or it is made in a way too weak for this Java;"
                            + " take the bundle from its maker again, signed with SHA-256");
        }
        if (!bare.isEmpty()) {
            throw new RefusedException("it was added to after it was signed: " + String.join(", ", bare)
                    + " carries no signature; take the bundle from its maker again");
        }
        Set<String> gone = promised(jar.getManifest());
        gone.removeAll(names);
        if (!gone.isEmpty()) {
            throw new RefusedException(
                    "something was taken out after it was signed: " + String.join(", ", gone) + " is missing");
        }
        return trusted(common);
    }

    private Signer trusted(List<CodeSigner> signers) throws RefusedException, IOException {
        for (CodeSigner signer : signers) {
            List<? extends Certificate> chain = signer.getSignerCertPath().getCertificates();
            if (trust.trusts(chain)) {
                return known((X509Certificate) chain.get(0));
            }
        }
        if (signers.isEmpty()) {
            throw new RefusedException("no one signer has signed all of it");
        }
        X509Certificate foreign = (X509Certificate)
                signers.get(0).getSignerCertPath().getCertificates().get(0);
        throw new RefusedException("it is signed by " + foreign.getSubjectX500Principal()
                + ", who is not trusted here; trusted are the certificates in " + trust.where());
    }

    /** The clock of a station may be wrong, so an ended certificate is told of and no reason to refuse. */
    private static Signer known(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        return new Signer(
                certificate.getSubjectX500Principal().toString(),
                end.isBefore(Instant.now()) ? "the signer's certificate ended on " + end : "");
    }

    private static void read(JarFile jar, JarEntry entry) throws RefusedException, IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SecurityException e) {
            throw new RefusedException(
                    "it was changed after it was signed: " + entry.getName() + " is not what was signed", e);
        } catch (ZipException e) {
            throw new RefusedException("it is damaged: " + entry.getName() + ": " + e.getMessage(), e);
        }
    }

    /** The entries that the manifest has a digest for. */
    private static Set<String> promised(Manifest manifest) {
        Set<String> names = new TreeSet<>();
        if (manifest != null) {
            manifest.getEntries().forEach((name, attributes) -> {
                if (attributes.keySet().stream().anyMatch(SignatureCheck::digest)) {
                    names.add(name);
                }
            });
        }
        return names;
    }

    private static boolean digest(Object attribute) {
        return ((Attributes.Name) attribute).toString().endsWith("-Digest");
    }
}
