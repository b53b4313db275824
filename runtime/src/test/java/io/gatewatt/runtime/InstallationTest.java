// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gatewatt.runtime.FeatureFile.Artifact;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;

/** Starts of one home with distributions that change, in a real framework. */
class InstallationTest {

    private static final long DEADLINE = 10_000;

    @TempDir
    Path directory;

    private Path artifacts;

    @Test
    void theSecondStartChangesNothing() throws Exception {
        artifacts = distribution("one", "a:1.0.0", "b:1.0.0");
        Map<String, String> first = start(feature("a:1.0.0", "b:1.0.0"), framework -> {});
        assertEquals(Map.of("a", "1 1.0.0 ACTIVE", "b", "2 1.0.0 ACTIVE"), first);
        assertEquals(first, start(feature("a:1.0.0", "b:1.0.0"), framework -> {}));
    }

    @Test
    void aNewDistributionAtAnotherPathUpdatesAddsAndRemoves() throws Exception {
        artifacts = distribution("one", "a:1.0.0", "b:1.0.0");
        start(feature("a:1.0.0", "b:1.0.0"), framework -> {});
        artifacts = distribution("two", "a:1.1.0", "c:1.0.0");
        assertEquals(
                Map.of("a", "1 1.1.0 ACTIVE", "c", "3 1.0.0 ACTIVE"),
                start(feature("a:1.1.0", "c:1.0.0"), framework -> {}));
    }

    @Test
    void aJarThatChangedInPlaceIsUpdated() throws Exception {
        artifacts = distribution("one", "a:1.0.0");
        start(feature("a:1.0.0"), framework -> {});
        Files.write(artifacts.resolve(new Artifact("g", "a", "1.0.0", 1).file()), jar("a", "1.0.1"));
        assertEquals(Map.of("a", "1 1.0.1 ACTIVE"), start(feature("a:1.0.0"), framework -> {}));
    }

    @Test
    void whatSomebodyElseInstalledStays() throws Exception {
        artifacts = distribution("one", "a:1.0.0");
        start(feature("a:1.0.0"), framework -> install(framework, "driver", "2.0.0"));
        artifacts = distribution("two", "a:1.1.0", "driver:2.0.0");
        assertEquals(
                Map.of("a", "1 1.1.0 ACTIVE", "driver", "2 2.0.0 ACTIVE"),
                start(feature("a:1.1.0", "driver:2.0.0"), framework -> {}));
    }

    @Test
    void whatAnOperatorStoppedStaysStopped() throws Exception {
        artifacts = distribution("one", "a:1.0.0");
        start(
                feature("a:1.0.0"),
                framework -> framework.getBundleContext().getBundle(1).stop());
        artifacts = distribution("two", "a:1.1.0");
        assertEquals(
                "1 1.1.0 RESOLVED",
                start(feature("a:1.1.0"), framework -> {}).get("a").replace("INSTALLED", "RESOLVED"));
    }

    @Test
    void lostMarksInstallAnewAndStart() throws Exception {
        artifacts = distribution("one", "a:1.0.0");
        start(
                feature("a:1.0.0"),
                framework -> framework.getBundleContext().getBundle(1).stop());
        Files.delete(directory.resolve("home/installed.properties"));
        assertEquals(Map.of("a", "1 1.0.0 ACTIVE"), start(feature("a:1.0.0"), framework -> {}));
    }

    @Test
    void startLevelsAreThoseOfTheFeature() throws Exception {
        artifacts = distribution("one", "a:1.0.0");
        start(new FeatureFile(Map.of(), List.of(new Artifact("g", "a", "1.0.0", 7))), framework -> {
            Bundle bundle = framework.getBundleContext().getBundle(1);
            assertEquals(7, bundle.adapt(BundleStartLevel.class).getStartLevel());
            assertNull(bundle.getHeaders().get(Constants.FRAGMENT_HOST));
        });
    }

    private interface Operator {
        void act(Framework framework) throws BundleException, IOException;
    }

    private Map<String, String> start(FeatureFile feature, Operator operator) throws Exception {
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        directory.resolve("home").toString(),
                        Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                        "20"));
        framework.init();
        try {
            Installation installation = new Installation(
                    framework.getBundleContext(), artifacts, directory.resolve("home/installed.properties"));
            installation.become(feature);
            framework.start();
            installation.remember();
            operator.act(framework);
            Map<String, String> bundles = new TreeMap<>();
            for (Bundle bundle : framework.getBundleContext().getBundles()) {
                if (bundle.getBundleId() > 0) {
                    bundles.put(
                            bundle.getSymbolicName(),
                            bundle.getBundleId() + " " + bundle.getVersion() + " " + state(bundle));
                }
            }
            return bundles;
        } finally {
            framework.stop();
            framework.waitForStop(DEADLINE);
        }
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "ACTIVE";
            case Bundle.INSTALLED -> "INSTALLED";
            case Bundle.RESOLVED -> "RESOLVED";
            default -> Integer.toString(bundle.getState());
        };
    }

    private static void install(Framework framework, String name, String version) throws BundleException, IOException {
        framework
                .getBundleContext()
                .installBundle("file:elsewhere/" + name, new ByteArrayInputStream(jar(name, version)))
                .start();
    }

    private static FeatureFile feature(String... bundles) {
        return new FeatureFile(
                Map.of(),
                List.of(bundles).stream().map(InstallationTest::artifact).toList());
    }

    private static Artifact artifact(String bundle) {
        String[] parts = bundle.split(":");
        return new Artifact("g", parts[0], parts[1], 1);
    }

    private Path distribution(String name, String... bundles) throws IOException {
        Path repository = directory.resolve(name);
        for (String bundle : bundles) {
            Artifact artifact = artifact(bundle);
            Path file = repository.resolve(artifact.file());
            Files.createDirectories(file.getParent());
            Files.write(file, jar(artifact.name(), artifact.version()));
        }
        return repository;
    }

    private static byte[] jar(String name, String version) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.putValue(Constants.BUNDLE_VERSION, version);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }
}
