// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.felix.cm.json.io.Configurations;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the documents for the Configurator say that installed bundles bring along: the only way to a read-only key. */
final class MakerValues {

    private static final Logger LOG = LoggerFactory.getLogger(MakerValues.class);
    private static final String DOCUMENTS = "OSGI-INF/configurator/";

    private record Known(long[] bundles, List<Map<String, ? extends Map<String, Object>>> documents) {}

    private final BundleContext context;
    private volatile Known known = new Known(new long[0], List.of());

    MakerValues(BundleContext context) {
        this.context = context;
    }

    /** The values, in their text form, that makers give to a setting. From any thread. */
    List<String> of(String pid, String name) {
        return documents().stream()
                .map(document -> document.get(pid))
                .filter(Objects::nonNull)
                .map(values -> values.get(name))
                .filter(Objects::nonNull)
                .map(ValueText::of)
                .toList();
    }

    private List<Map<String, ? extends Map<String, Object>>> documents() {
        Bundle[] bundles = context.getBundles();
        long[] changes = Stream.of(bundles).mapToLong(Bundle::getLastModified).toArray();
        Known before = known;
        if (Arrays.equals(before.bundles(), changes)) {
            return before.documents();
        }
        List<Map<String, ? extends Map<String, Object>>> documents = new ArrayList<>();
        for (Bundle bundle : bundles) {
            Enumeration<String> paths = bundle.getEntryPaths(DOCUMENTS);
            for (String path : paths == null ? List.<String>of() : Collections.list(paths)) {
                if (path.endsWith(".json")) {
                    documents.add(read(bundle, path));
                }
            }
        }
        known = new Known(changes, documents);
        return documents;
    }

    private static Map<String, ? extends Map<String, Object>> read(Bundle bundle, String path) {
        URL document = bundle.getEntry(path);
        if (document == null) {
            return Map.of(); // updated since it was listed; the next look finds what it has now
        }
        try (Reader in = new InputStreamReader(document.openStream(), StandardCharsets.UTF_8)) {
            return Configurations.buildReader()
                    .verifyAsBundleResource(true)
                    .build(in)
                    .readConfigurationResource()
                    .getConfigurations();
        } catch (IOException e) {
            LOG.error("{} of bundle {} configures nothing: {}", path, bundle.getSymbolicName(), e.getMessage());
            return Map.of();
        }
    }
}
