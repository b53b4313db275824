// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.runtime;

import io.gatewatt.files.DurableFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Makes the bundles in a framework those of a feature: installs what is missing, updates what has changed, removes what the feature no
 * longer has. Bundles that somebody else has installed, a driver for example, stay as they are; so does a bundle that an operator has
 * stopped.
 *
 * <p>Whether a jar has changed is told by its size and its change time, which the file system sets and no archive can carry, so that a
 * distribution unpacked over an old one is always noticed.
 */
final class Installation {

    private static final String OURS = "gatewatt:";

    private final BundleContext framework;
    private final Path artifacts;
    private final Path marks;
    private Properties known = new Properties();
    private Properties now = new Properties();

    /**
     * @param artifacts repository of the distribution
     * @param marks file that remembers what has been installed; when it is lost all is installed anew
     */
    Installation(BundleContext framework, Path artifacts, Path marks) {
        this.framework = framework;
        this.artifacts = artifacts;
        this.marks = marks;
    }

    /** @throws IOException when a jar of the distribution cannot be read */
    void become(FeatureFile feature) throws IOException, BundleException {
        known = read();
        for (FeatureFile.Artifact artifact : feature.bundles()) {
            now.setProperty(artifact.location(), mark(artifact));
        }
        Map<String, Bundle> present = present();
        for (Map.Entry<String, Bundle> bundle : present.entrySet()) {
            if (!now.containsKey(bundle.getKey())) {
                bundle.getValue().uninstall();
            }
        }
        for (FeatureFile.Artifact artifact : feature.bundles()) {
            String location = artifact.location();
            bring(artifact, present.get(location), known.getProperty(location), now.getProperty(location));
        }
    }

    /**
     * Remembers what was installed, once it is on disk to stay: a power cut before that has all installed anew. To be called when the
     * framework runs, so that no start waits for the disk.
     */
    void remember() throws IOException {
        if (now.equals(known)) {
            return;
        }
        try (Stream<Path> files = Files.walk(marks.getParent())) {
            for (Path file : files.toList()) {
                force(file);
            }
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        now.store(text, null);
        DurableFile.write(marks, text.toByteArray());
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            // A bundle removed it meanwhile: nothing to keep.
        }
    }

    private void bring(FeatureFile.Artifact artifact, Bundle present, String before, String now)
            throws IOException, BundleException {
        if (present != null && now.equals(before)) {
            return;
        }
        Bundle bundle = present;
        try (InputStream jar = Files.newInputStream(artifacts.resolve(artifact.file()))) {
            if (bundle == null) {
                bundle = framework.installBundle(artifact.location(), jar);
            } else {
                bundle.update(jar);
            }
        } catch (BundleException e) {
            if (e.getType() != BundleException.DUPLICATE_BUNDLE_ERROR) {
                throw new BundleException(artifact.file() + ": " + e.getMessage(), e.getType(), e);
            }
            System.err.println("gatewatt: " + artifact.name() + " " + artifact.version()
                    + " has been installed by somebody else; that one is used");
            return;
        }
        bundle.adapt(BundleStartLevel.class).setStartLevel(artifact.startLevel());
        if ((present == null || before == null) && bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
            bundle.start();
        }
    }

    private Map<String, Bundle> present() {
        Map<String, Bundle> present = new HashMap<>();
        for (Bundle bundle : framework.getBundles()) {
            if (bundle.getLocation().startsWith(OURS)) {
                present.put(bundle.getLocation(), bundle);
            }
        }
        return present;
    }

    private String mark(FeatureFile.Artifact artifact) throws IOException {
        Map<String, Object> file = Files.readAttributes(artifacts.resolve(artifact.file()), "unix:size,ctime");
        return artifact.version() + " " + artifact.startLevel() + " " + file.get("size") + " " + file.get("ctime");
    }

    private Properties read() throws IOException {
        Properties known = new Properties();
        if (Files.exists(marks)) {
            try (InputStream in = Files.newInputStream(marks)) {
                known.load(in);
            }
        }
        return known;
    }
}
