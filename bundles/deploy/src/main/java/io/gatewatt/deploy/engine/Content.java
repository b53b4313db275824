// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;

/** What is in a bundle, whether it lies in a file or in the framework. Files only, folders are passed over. */
final class Content {

    static final String MANIFEST = JarFile.MANIFEST_NAME;

    private static final Pattern SIGNATURE = Pattern.compile("META-INF/(SIG-[^/]*|[^/]*\\.(SF|RSA|DSA|EC))");

    private final Map<String, Source> entries = new TreeMap<>();

    /** Where the bytes of an entry come from. */
    private interface Source {

        InputStream open() throws IOException;
    }

    private Content() {}

    /** The content of an open jar. */
    static Content of(JarFile jar) {
        Content content = new Content();
        jar.stream()
                .filter(entry -> !entry.isDirectory())
                .forEach(entry -> content.entries.put(entry.getName(), () -> jar.getInputStream(entry)));
        return content;
    }

    /** The content that the framework would load now. Resolves nothing, so that it may be asked for while bundles resolve. */
    static Content of(Bundle bundle) {
        Content content = new Content();
        content.collect(bundle, "/");
        return content;
    }

    private void collect(Bundle bundle, String folder) {
        Enumeration<String> paths = bundle.getEntryPaths(folder);
        while (paths != null && paths.hasMoreElements()) {
            String path = paths.nextElement();
            if (path.endsWith("/")) {
                collect(bundle, path);
            } else {
                entries.put(path, () -> open(bundle, path));
            }
        }
    }

    private static InputStream open(Bundle bundle, String path) throws IOException {
        URL entry = bundle.getEntry(path);
        if (entry == null) {
            throw new FileNotFoundException(path);
        }
        return entry.openStream();
    }

    /** Whether this entry belongs to the signature itself and so cannot be signed. */
    static boolean ofSignature(String name) {
        return SIGNATURE.matcher(name.toUpperCase(Locale.ROOT)).matches();
    }

    /**
     * A number for the content that does not change when it is signed, packed anew or dated anew: over all entries but those of the signature, of
     * the manifest its main part.
     */
    String digest() throws IOException {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha)) {
                for (Map.Entry<String, Source> entry : entries.entrySet()) {
                    if (ofSignature(entry.getKey())) {
                        continue;
                    }
                    try (InputStream in = entry.getValue().open()) {
                        byte[] bytes = entry.getKey().equals(MANIFEST) ? mainPart(in) : in.readAllBytes();
                        out.write((entry.getKey() + '\0' + bytes.length + '\0').getBytes(StandardCharsets.UTF_8));
                        out.write(bytes);
                    }
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] mainPart(InputStream manifest) throws IOException {
        TreeSet<String> lines = new TreeSet<>();
        new Manifest(manifest).getMainAttributes().forEach((name, value) -> lines.add(name + ": " + value));
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    /** Packs it as a jar again, for whoever can only judge a jar. */
    void pack(Path jar) throws IOException {
        Map<String, Source> first = new TreeMap<>();
        entries.forEach((name, source) -> {
            if (name.equals(MANIFEST) || ofSignature(name)) {
                first.put(name, source);
            }
        });
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)))) {
            out.setLevel(0);
            // Java looks for the manifest and the signature before the entries they are about.
            for (Map.Entry<String, Source> entry : first.entrySet()) {
                add(out, entry.getKey(), entry.getValue());
            }
            for (Map.Entry<String, Source> entry : entries.entrySet()) {
                if (!first.containsKey(entry.getKey())) {
                    add(out, entry.getKey(), entry.getValue());
                }
            }
        }
    }

    private static void add(ZipOutputStream out, String name, Source source) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        try (InputStream in = source.open()) {
            in.transferTo(out);
        }
        out.closeEntry();
    }

    /** The manifest; an empty one when there is none. */
    Manifest manifest() throws IOException {
        Source source = entries.getOrDefault(MANIFEST, () -> new ByteArrayInputStream(new byte[0]));
        try (InputStream in = source.open()) {
            return new Manifest(in);
        }
    }
}
