// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A built bundle with something changed: what its next version could be. */
public final class BundleCopy {

    private final Path original;
    private final Map<String, String> headers = new TreeMap<>();
    private final Map<String, String> replaced = new TreeMap<>();

    private BundleCopy(Path original) {
        this.original = original;
    }

    /** A copy of this bundle as it is. */
    public static BundleCopy of(Path original) {
        return new BundleCopy(original);
    }

    /** A shipped bundle as it is, but with this version. */
    public static byte[] reversioned(Path shipped, String version) {
        return of(shipped).header("Bundle-Version", version).bytes();
    }

    /** Sets a header of its manifest. */
    public BundleCopy header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Replaces words in one of its texts; the words are taken as a regular expression. */
    public BundleCopy edit(String entry, String words, String others) {
        String text = replaced.computeIfAbsent(entry, this::text);
        String edited = text.replaceAll(words, others);
        if (edited.equals(text)) {
            throw new IllegalArgumentException(entry + " of " + original + " has no " + words + ":\n" + text);
        }
        replaced.put(entry, edited);
        return this;
    }

    private String text(String entry) {
        try (java.util.jar.JarFile jar = new java.util.jar.JarFile(original.toFile())) {
            return new String(jar.getInputStream(new ZipEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar. */
    public byte[] bytes() {
        try (JarInputStream in = new JarInputStream(Files.newInputStream(original))) {
            Manifest manifest = new Manifest(in.getManifest());
            headers.forEach(manifest.getMainAttributes()::putValue);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    String text = replaced.get(entry.getName());
                    if (text == null) {
                        in.transferTo(out);
                    } else {
                        out.write(text.getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
