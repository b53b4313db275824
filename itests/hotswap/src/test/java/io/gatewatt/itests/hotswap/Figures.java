// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.hotswap;

import io.gatewatt.itests.harness.Charge;
import io.gatewatt.itests.hotswap.outside.Outside;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the swaps cost, for {@code target/hotswap.json}. */
final class Figures {

    private final Map<String, List<Double>> gaps = new TreeMap<>();
    private final Map<String, Object> others = new TreeMap<>();
    private int missed;
    private long offGrid;

    /** A moment without a driver that answers, in ms. */
    void gap(String kind, double ms) {
        gaps.computeIfAbsent(kind, k -> new ArrayList<>()).add(ms);
    }

    /** The samples of a session in which drivers were swapped. */
    void charged(Charge charge) {
        missed += charge.missed();
        offGrid = Math.max(offGrid, charge.offGrid());
    }

    /** Another figure. */
    void put(String name, Number value) {
        others.put(name, value);
    }

    /** All in one line, for people. */
    String line() {
        List<Double> all = sorted(gaps.values().stream().flatMap(List::stream).toList());
        return String.format(
                Locale.ROOT,
                "hot swap: %d gaps, p50 %.1f ms, p99 %.1f ms, max %.1f ms; missed samples %d, at most %d ms off the grid; %s",
                all.size(),
                at(all, 0.5),
                at(all, 0.99),
                at(all, 1),
                missed,
                offGrid,
                others);
    }

    /** All as JSON. */
    void write() {
        Map<String, Object> all = new TreeMap<>(others);
        put(all, "", sorted(gaps.values().stream().flatMap(List::stream).toList()));
        gaps.forEach((kind, ms) -> put(all, kind + ".", sorted(ms)));
        all.put("missedSamples", missed);
        all.put("samplesOffGridMs", offGrid);
        Outside.report(all.entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\":" + e.getValue())
                .collect(Collectors.joining(",", "{", "}")));
    }

    private static void put(Map<String, Object> all, String prefix, List<Double> sorted) {
        all.put(prefix + "gaps", sorted.size());
        all.put(prefix + "gapP50Ms", at(sorted, 0.5));
        all.put(prefix + "gapP99Ms", at(sorted, 0.99));
        all.put(prefix + "gapMaxMs", at(sorted, 1));
    }

    private static List<Double> sorted(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted;
    }

    /** The value that this share of all does not exceed, to a tenth. */
    private static double at(List<Double> sorted, double share) {
        int index = Math.max(0, (int) Math.ceil(share * sorted.size()) - 1);
        return sorted.isEmpty() ? 0 : Math.round(10 * sorted.get(index)) / 10.0;
    }
}
