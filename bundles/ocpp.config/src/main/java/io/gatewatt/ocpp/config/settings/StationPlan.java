// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config.settings;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What is known of a station beside the setting that is judged.
 *
 * @param values the text of what is configured, by PID and name; empty when it has its default
 * @param profiles names of the feature profiles it has; empty when that is not known
 */
public record StationPlan(BiFunction<String, String, Optional<String>> values, Optional<Set<String>> profiles) {

    /** Nothing is known. */
    public static final StationPlan UNKNOWN = new StationPlan((pid, name) -> Optional.empty(), Optional.empty());

    /** With the profiles unknown. */
    public StationPlan(BiFunction<String, String, Optional<String>> values) {
        this(values, Optional.empty());
    }
}
