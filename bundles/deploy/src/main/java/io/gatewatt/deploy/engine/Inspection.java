// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import io.gatewatt.deploy.engine.SignatureCheck.Signer;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** Looks a file through before anything is done with it: whether it is a bundle, a decent one, for this Java, and signed. Touches nothing. */
final class Inspection {

    /** Largest file, bytes. The largest bundles of the distribution, those with native libraries, take a quarter of it. */
    static final long MOST_BYTES = 32L << 20;
    /** Most that it may unpack to, bytes. */
    static final long MOST_UNPACKED = 128L << 20;
    /** Most entries. */
    static final int MOST_ENTRIES = 10_000;

    /** Manifest header of a bundle that cannot share its hardware: value {@code exclusive}. */
    static final String SWAP = "Gatewatt-Swap";

    private static final int MAGIC = 0xCAFEBABE;
    /** Class files of Java n have major version n + 44. */
    private static final int MAJOR = 44;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d{1,4})/.*");

    private final SignatureCheck signatures;
    private final BooleanSupplier unsignedAllowed;

    Inspection(SignatureCheck signatures, BooleanSupplier unsignedAllowed) {
        this.signatures = signatures;
        this.unsignedAllowed = unsignedAllowed;
    }

    /** @throws RefusedException saying what is wrong with the bundle, in words that go on after its name */
    BundleFile inspect(Path file) throws RefusedException, IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new RefusedException(
                    "it is larger than " + (MOST_BYTES >> 20) + " MB; a driver takes a thousandth of that");
        }
        try (JarFile jar = new JarFile(file.toFile(), true)) {
            entries(jar);
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                throw new RefusedException("it has no manifest, so it is no bundle");
            }
            Attributes headers = manifest.getMainAttributes();
            String name = name(headers);
            Version version = version(headers);
            decent(headers);
            Signer signer = unsignedAllowed.getAsBoolean() ? anybody(jar) : signatures.signer(jar);
            boolean exclusive = "exclusive".equals(headers.getValue(SWAP))
                    || headers.getValue(Constants.BUNDLE_SYMBOLICNAME)
                            .replace(" ", "")
                            .matches(".*;singleton:=\"?true\"?(;.*)?");
            return new BundleFile(name, version, Content.of(jar).digest(), signer, exclusive);
        } catch (ZipException e) {
            throw new RefusedException("it is no jar, or a torn one: " + e.getMessage(), e);
        } catch (SecurityException e) {
            throw new RefusedException("its signature does not fit: " + e.getMessage(), e);
        }
    }

    /** In developer mode a signature is told when it is there, and not asked for. */
    private Signer anybody(JarFile jar) throws IOException {
        try {
            return signatures.signer(jar);
        } catch (RefusedException e) {
            return Signer.NOBODY;
        }
    }

    private static void entries(JarFile jar) throws RefusedException, IOException {
        if (jar.size() > MOST_ENTRIES) {
            throw new RefusedException(
                    "it has " + jar.size() + " entries; more than " + MOST_ENTRIES + " are no driver");
        }
        Set<String> names = new HashSet<>();
        for (JarEntry entry : jar.stream().toList()) {
            String name = entry.getName();
            if (!names.add(name)) {
                throw new RefusedException("it has two entries " + name + ", of which nobody can say which counts");
            }
            place(name);
        }
        byte[] buffer = new byte[8192];
        long unpacked = 0;
        for (JarEntry entry : jar.stream().toList()) {
            String name = entry.getName();
            // What an entry says of its own size is only a claim. Read without verification, which comes later and for
            // all.
            try (InputStream in = jar.getInputStream(entry)) {
                if (name.endsWith(".class")) {
                    unpacked += level(name, in);
                }
                for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                    unpacked += n;
                    if (unpacked > MOST_UNPACKED) {
                        throw new RefusedException(
                                "it unpacks to more than " + (MOST_UNPACKED >> 20) + " MB, which is no driver");
                    }
                }
            } catch (SecurityException e) {
                throw new RefusedException(
                        "it was changed after it was signed: " + name + " is not what was signed", e);
            }
        }
    }

    private static void place(String name) throws RefusedException {
        boolean outside = name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf('\0') >= 0
                || name.matches("[A-Za-z]:.*");
        for (String part : name.split("/")) {
            outside |= part.equals("..") || part.equals(".");
        }
        if (outside) {
            throw new RefusedException("its entry " + name + " points outside of it");
        }
        // Java finds a manifest in any case of letters, the framework in one: they must not see two different ones.
        if (name.toUpperCase(Locale.ROOT).startsWith("META-INF/") && !name.startsWith("META-INF/")
                || name.equalsIgnoreCase(Content.MANIFEST) && !name.equals(Content.MANIFEST)) {
            throw new RefusedException("its entry " + name + " is written like META-INF, but not quite");
        }
    }

    /** Checks the head of a class file; gives the bytes read. */
    private static int level(String name, InputStream in) throws RefusedException, IOException {
        Matcher versioned = VERSIONED.matcher(name);
        int here = Runtime.version().feature();
        byte[] head = in.readNBytes(8);
        if (head.length < 8 || (versioned.matches() && Integer.parseInt(versioned.group(1)) > here)) {
            return head.length;
        }
        DataInputStream data = new DataInputStream(new ByteArrayInputStream(head));
        int magic = data.readInt();
        data.readUnsignedShort();
        int level = data.readUnsignedShort() - MAJOR;
        if (magic == MAGIC && level > here) {
            throw new RefusedException("it was compiled for Java " + level + ", and this station runs on Java " + here
                    + " (" + name + ")");
        }
        return head.length;
    }

    private static String name(Attributes headers) throws RefusedException {
        String symbolic = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (symbolic == null) {
            throw new RefusedException("it is a jar, but no bundle: its manifest has no Bundle-SymbolicName");
        }
        String name = symbolic.replaceAll(";.*", "").strip();
        if (!NAME.matcher(name).matches()) {
            throw new RefusedException("its Bundle-SymbolicName " + name + " is no symbolic name");
        }
        if (!"2".equals(headers.getValue(Constants.BUNDLE_MANIFESTVERSION))) {
            throw new RefusedException("its Bundle-ManifestVersion is not 2");
        }
        return name;
    }

    private static Version version(Attributes headers) throws RefusedException {
        String text = headers.getValue(Constants.BUNDLE_VERSION);
        try {
            if (text != null) {
                return Version.parseVersion(text);
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedException("its Bundle-Version " + text + " is no version", e);
        }
        throw new RefusedException("it has no Bundle-Version");
    }

    private static void decent(Attributes headers) throws RefusedException {
        String host = headers.getValue(Constants.FRAGMENT_HOST);
        if (host != null) {
            boolean extension = host.contains(Constants.EXTENSION_DIRECTIVE)
                    || host.startsWith(Constants.SYSTEM_BUNDLE_SYMBOLICNAME);
            throw new RefusedException(
                    extension
                            ? "it extends the framework itself, which is nobody's to extend in the field"
                            : "it is a fragment: it would change " + host.replaceAll(";.*", "")
                                    + " from inside; deliver that bundle in a new version");
        }
    }
}
