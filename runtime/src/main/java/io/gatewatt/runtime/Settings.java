// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.runtime;

import io.gatewatt.ocpp.config.settings.AuthorizationKey;
import io.gatewatt.ocpp.config.settings.ProfileRules;
import io.gatewatt.ocpp.config.settings.SettingsCatalogue;
import io.gatewatt.ocpp.config.settings.StationPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The settings of the command line: checked by the rules of the bundles that own them, then handed over as files. */
final class Settings {

    private Settings() {}

    /** @throws Refusal naming each setting that cannot be applied, and why */
    static void check(CommandLine asked, FeatureFile feature, Path artifacts) {
        Map<String, String> all = new LinkedHashMap<>(asked.first());
        all.putAll(asked.always());
        if (all.isEmpty()) {
            return;
        }
        Path[] ours = feature.bundles().stream()
                .filter(bundle -> bundle.group().equals("io.gatewatt"))
                .map(bundle -> artifacts.resolve(bundle.file()))
                .toArray(Path[]::new);
        SettingsCatalogue catalogue = SettingsCatalogue.of(ours);
        MakerValues maker = MakerValues.of(ours);
        StationPlan plan = catalogue.plan(all, new StationPlan(maker::of, Optional.of(ProfileRules.of(ours))));
        List<String> problems = new ArrayList<>(catalogue.problems(asked.first(), plan));
        catalogue.problems(asked.always(), plan).stream().map(Settings::asTyped).forEach(problems::add);
        if (!problems.isEmpty()) {
            throw Refusal.usage(String.join("\n", problems));
        }
    }

    private static String asTyped(String problem) {
        return problem.replace(CommandLine.CSMS + "=", "--csms ").replace(CommandLine.IDENTITY + "=", "--identity ");
    }

    /**
     * Writes the settings where only the owner can read them. The password of the station goes to the secret store and into no
     * settings file.
     *
     * @param properties takes the names of the files, for the bundle that applies them
     */
    static void handOver(CommandLine asked, Path home, Map<String, String> properties) throws IOException {
        properties.put(
                "gatewatt.settings",
                write(asked.first(), home, "settings.first", !Files.exists(AuthorizationKey.file(home))));
        properties.put("gatewatt.settings.always", write(asked.always(), home, "settings.always", true));
    }

    private static String write(Map<String, String> settings, Path home, String name, boolean keepSecret)
            throws IOException {
        Properties file = new Properties();
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            if (!setting.getKey().equalsIgnoreCase(AuthorizationKey.NAME)) {
                file.setProperty(setting.getKey(), setting.getValue());
            } else if (keepSecret) {
                AuthorizationKey.keep(home, setting.getValue());
            }
        }
        Path path = Files.createFile(
                home.resolve("tmp").resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(path)) {
            file.store(out, null);
        }
        return path.toString();
    }
}
