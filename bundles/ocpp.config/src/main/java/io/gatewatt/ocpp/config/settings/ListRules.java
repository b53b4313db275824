// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config.settings;

import io.gatewatt.ocpp.v16.ListValues;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Rules of OCPP keys that hold a list, as far as they can be told while the station does not run. */
final class ListRules {

    /** More than any list of 500 characters has items, and any station connectors. */
    private static final int MANY = 999;

    private static final String LIMITS = "ocpp.core.limits";
    private static final Set<String> MEASURANDS =
            Set.of("MeterValuesAlignedData", "MeterValuesSampledData", "StopTxnAlignedData", "StopTxnSampledData");

    private ListRules() {}

    /**
     * Why the key cannot have this value, in words that continue a sentence.
     *
     * @param values the text of a setting in force, by PID and name; empty when that is not known
     * @throws BadValueException for an empty or repeated item
     */
    static Optional<String> problem(String key, String text, BiFunction<String, String, Optional<String>> values) {
        if (MEASURANDS.contains(key)) {
            ValueRules.items(text);
            return ListValues.refuseMeasurands(text, number(values.apply(LIMITS, key + "MaxLength")))
                    .map(ListRules::words);
        }
        if (key.equals("ConnectorPhaseRotation")) {
            ValueRules.items(text);
            return ListValues.refuseRotations(text, number(values.apply("station", "connectors")))
                    .map(ListRules::words);
        }
        return Optional.empty();
    }

    private static String words(String why) {
        return "cannot be: " + why;
    }

    /** A number that is none has its own problem. */
    private static int number(Optional<String> text) {
        return text.filter(digits -> digits.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .orElse(MANY);
    }
}
