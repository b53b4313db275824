// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import io.gatewatt.ocpp.FeatureProfile;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The station setting {@code profiles}: names as in SupportedFeatureProfiles, separated by commas; empty means all. */
public final class ProfileNames {

    private ProfileNames() {}

    /**
     * Reads the setting. Core is always on, and so is what has no name in the list.
     *
     * @param unknown is told, in words, of each name that is none
     */
    public static Set<FeatureProfile> parse(String text, Consumer<String> unknown) {
        if (text == null || text.isBlank()) {
            return EnumSet.allOf(FeatureProfile.class);
        }
        Set<FeatureProfile> on = EnumSet.of(FeatureProfile.CORE);
        for (String item : text.split(",")) {
            String name = item.strip();
            Stream.of(FeatureProfile.values())
                    .filter(p -> !p.wireName().isEmpty() && p.wireName().equalsIgnoreCase(name))
                    .findFirst()
                    .ifPresentOrElse(
                            on::add,
                            () -> unknown.accept(
                                    "profiles of station: '" + name + "' is no feature profile, use " + names()));
        }
        Stream.of(FeatureProfile.values()).filter(p -> p.wireName().isEmpty()).forEach(on::add);
        return on;
    }

    private static String names() {
        return Stream.of(FeatureProfile.values())
                .map(FeatureProfile::wireName)
                .filter(n -> !n.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
