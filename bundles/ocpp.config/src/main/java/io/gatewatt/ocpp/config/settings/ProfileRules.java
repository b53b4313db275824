// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of feature profiles. A bundle tells which it has by the capability {@code io.gatewatt.profile}, attribute {@code profile}, in its
 * manifest.
 */
public final class ProfileRules {

    private static final List<String> NAMES = List.of(
            "Core", "FirmwareManagement", "LocalAuthListManagement", "Reservation", "SmartCharging", "RemoteTrigger");
    private static final Pattern CAPABILITY =
            Pattern.compile("(?:^|,)\\s*io\\.gatewatt\\.profile\\s*;[^,]*?profile(?::String)?=\"?(\\w+)\"?");

    private ProfileRules() {}

    /**
     * The profiles that these bundles have.
     *
     * @throws UncheckedIOException when a jar cannot be read
     */
    public static Set<String> of(Path... jars) {
        Set<String> profiles = new TreeSet<>();
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                Manifest manifest = jar.getManifest();
                String provided =
                        manifest == null ? null : manifest.getMainAttributes().getValue("Provide-Capability");
                Matcher matcher = CAPABILITY.matcher(provided == null ? "" : provided);
                while (matcher.find()) {
                    profiles.add(matcher.group(1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(path + ": " + e.getMessage(), e);
            }
        }
        return profiles;
    }

    /** Why the value cannot be. None named means all there are. */
    static void check(String value, Optional<Set<String>> present) {
        List<String> asked = ValueRules.items(value);
        for (String profile : asked) {
            if (!NAMES.contains(profile)) {
                throw new BadValueException("names " + profile + ", which is none of " + String.join(", ", NAMES));
            }
            if (present.isPresent() && !present.get().contains(profile)) {
                throw new BadValueException("names " + profile + ", which is not installed; this feature has "
                        + String.join(", ", present.get()));
            }
        }
        if (!asked.isEmpty() && !asked.contains("Core")) {
            throw new BadValueException("leaves out Core, which is always on and must be named");
        }
    }
}
