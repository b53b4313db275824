// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatt.itests.harness.Csms;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Another maker's limits for the reference station: a bundle with a document for the Configurator in the drop folder, ranked above the document of
 * the feature. It is the road any maker has to a read-only key; no switch of the product is needed for it.
 */
final class MakerBundle {

    private static final String CONFIGURATOR =
            "osgi.extender;filter:=\"(&(osgi.extender=osgi.configurator)(version>=1.0)(!(version>=2.0)))\"";

    private static final Map<String, Integer> GENEROUS = Map.of(
            "GetConfigurationMaxKeys", 100,
            "MeterValuesAlignedDataMaxLength", 20,
            "MeterValuesSampledDataMaxLength", 20,
            "StopTransactionMaxMeterValues", 200,
            "StopTxnAlignedDataMaxLength", 20,
            "StopTxnSampledDataMaxLength", 20);

    private MakerBundle() {}

    /** Puts the bundle into the home; {@code NAME=NUMBER} each, all others are generous. */
    static void drop(Path home, List<String> limits) {
        ObjectNode values = Csms.object().put(":configurator:ranking", 1);
        // All of them: the document replaces that of the feature.
        GENEROUS.forEach((key, number) -> values.put(key + ":Integer", number));
        for (String limit : limits) {
            String[] parts = limit.split("=", 2);
            values.put(parts[0] + ":Integer", Integer.parseInt(parts[1]));
        }
        ObjectNode document = Csms.object().put(":configurator:resource-version", 1);
        document.set("ocpp.core.limits", values);
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "conformance.maker");
        attributes.putValue("Bundle-Version", "1.0.0");
        attributes.putValue("Require-Capability", CONFIGURATOR);
        try {
            Path folder = Files.createDirectories(home.resolve("deploy"));
            try (OutputStream file = Files.newOutputStream(folder.resolve("conformance.maker.jar"));
                    JarOutputStream jar = new JarOutputStream(file, manifest)) {
                jar.putNextEntry(new JarEntry("OSGI-INF/configurator/limits.json"));
                jar.write(document.toString().getBytes(StandardCharsets.UTF_8));
                jar.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
