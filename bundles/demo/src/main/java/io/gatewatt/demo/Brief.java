// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A payload on one short line: without quotes, times and what is always the same, measured values as number and unit. */
final class Brief {

    private static final Set<String> TIMES = Set.of("timestamp", "currentTime");

    private Brief() {}

    static String of(JsonNode payload) {
        if (!payload.isObject()) {
            return payload.toString();
        }
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : payload.properties()) {
            if (field.getKey().equals("meterValue")) {
                field.getValue()
                        .forEach(value -> value.path("sampledValue").forEach(sample -> parts.add(sample(sample))));
            } else if (!TIMES.contains(field.getKey())
                    && !field.getValue().asText().equals("NoError")) {
                parts.add(field.getKey() + ":"
                        + (field.getValue().isContainerNode()
                                ? of(field.getValue())
                                : field.getValue().asText()));
            }
        }
        return "{" + String.join(", ", parts) + "}";
    }

    private static String sample(JsonNode sample) {
        String phase = sample.path("phase").asText("");
        return sample.path("value").asText() + " " + sample.path("unit").asText("Wh")
                + (phase.isEmpty() ? "" : " " + phase);
    }
}
