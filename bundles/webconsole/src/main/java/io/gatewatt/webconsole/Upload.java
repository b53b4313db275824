// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import io.gatewatt.deploy.Deployment;
import io.gatewatt.deploy.Outcome;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.osgi.framework.BundleContext;

/** A file that a browser sends, on its way to the station. */
final class Upload {

    static final String ORIGIN = "Web Console";

    private Upload() {}

    /** Deploys it, and waits for the outcome; of the file nothing is kept. */
    static Outcome deploy(Part part, Deployment deployment, BundleContext context) throws IOException {
        Path scratch = Path.of(Objects.requireNonNullElse(context.getProperty("gatewatt.home"), "."), "tmp");
        Path folder = Files.createTempDirectory(Files.createDirectories(scratch), "upload");
        Path jar = folder.resolve(name(part.getSubmittedFileName()));
        try {
            try (InputStream in = part.getInputStream()) {
                Files.copy(in, jar);
            }
            return deployment.install(jar, ORIGIN);
        } finally {
            Files.deleteIfExists(jar);
            Files.deleteIfExists(folder);
        }
    }

    /** The last part of what the browser calls it, of harmless characters. */
    static String name(String submitted) {
        String last = submitted == null ? "" : submitted.substring(submitted.lastIndexOf('/') + 1);
        last = last.substring(last.lastIndexOf('\\') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        if (last.length() > 100) {
            last = last.substring(last.length() - 100);
        }
        return last.isEmpty() || last.startsWith(".") ? "bundle.jar" : last;
    }
}
