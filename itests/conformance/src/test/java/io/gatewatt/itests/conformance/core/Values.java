// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.conformance.kit.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads meter values: of MeterValues and of the transactionData of StopTransaction. */
final class Values {

    /** What a value is that does not say it. */
    private static final String USUAL = "Energy.Active.Import.Register";

    private Values() {}

    /** All sampled values of a MeterValues or StopTransaction. */
    static List<JsonNode> values(Entry call) {
        JsonNode meterValues = call.action().equals("StopTransaction")
                ? call.payload().path("transactionData")
                : call.payload().path("meterValue");
        List<JsonNode> all = new ArrayList<>();
        meterValues.forEach(one -> one.path("sampledValue").forEach(all::add));
        return all;
    }

    /** Their measurands, in their order. */
    static List<String> measurands(Entry call) {
        return values(call).stream().map(v -> v.path("measurand").asText(USUAL)).toList();
    }

    /** The values of one measurand, in their order. */
    static List<JsonNode> of(Entry call, String measurand) {
        return values(call).stream()
                .filter(v -> v.path("measurand").asText(USUAL).equals(measurand))
                .toList();
    }

    /** The contexts of each instant of a StopTransaction, in their order. */
    static List<String> contexts(Entry stop) {
        return StreamSupport.stream(stop.payload().path("transactionData").spliterator(), false)
                .map(one -> one.path("sampledValue").path(0).path("context").asText())
                .toList();
    }
}
