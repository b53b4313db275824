// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How much is measured.
 *
 * @param runs interleaved runs of everything, of which medians are told
 * @param warmUp calls before those that count
 * @param calls sequential calls that count
 * @param cycles sessions begun from afar
 * @param commits durable commits, of the loop and of bare SQLite
 * @param settle seconds a station is left alone before its memory is read
 * @param charging seconds of charging that are extrapolated to an hour
 * @param idle seconds of idling that are extrapolated to a minute
 * @param connectors numbers of connectors to compare, the smallest first
 */
record Counts(
        int runs,
        int warmUp,
        int calls,
        int cycles,
        int commits,
        int settle,
        int charging,
        int idle,
        List<Integer> connectors) {

    private static final String USAGE =
            "options: --quick (first; less of everything, in five minutes) --runs N --warm-up N --calls N --cycles N --commits N --settle SECONDS --charging SECONDS"
                    + " --idle SECONDS --connectors N,N..; each N is 1 or more";

    private static final Map<String, String> QUICK = Map.of(
            "--runs",
            "1",
            "--cycles",
            "20",
            "--commits",
            "1000",
            "--charging",
            "15",
            "--idle",
            "5",
            "--connectors",
            "2,16");

    /** @throws IllegalArgumentException when an option is not known or no number */
    static Counts parse(String... arguments) {
        Map<String, String> values = new LinkedHashMap<>(Map.of(
                "--runs",
                "3",
                "--warm-up",
                "3000",
                "--calls",
                "5000",
                "--cycles",
                "50",
                "--commits",
                "3000",
                "--settle",
                "5",
                "--charging",
                "60",
                "--idle",
                "20",
                "--connectors",
                "2,16,64"));
        boolean quick = arguments.length > 0 && arguments[0].equals("--quick");
        if (quick) {
            values.putAll(QUICK);
        }
        for (int i = quick ? 1 : 0; i < arguments.length; i += 2) {
            if (!values.containsKey(arguments[i])
                    || i + 1 == arguments.length
                    || !arguments[i + 1].matches("[1-9]\\d{0,6}(,[1-9]\\d?)*")) {
                throw new IllegalArgumentException(
                        String.join(" ", arguments) + ": not understood at " + arguments[i] + "; " + USAGE);
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        return new Counts(
                number(values, "--runs"),
                number(values, "--warm-up"),
                number(values, "--calls"),
                number(values, "--cycles"),
                number(values, "--commits"),
                number(values, "--settle"),
                number(values, "--charging"),
                number(values, "--idle"),
                new ArrayList<>(Stream.of(values.get("--connectors").split(","))
                        .map(Integer::valueOf)
                        .sorted()
                        .toList()));
    }

    private static int number(Map<String, String> values, String name) {
        try {
            return Integer.parseInt(values.get(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " " + values.get(name) + ": expected one number; " + USAGE, e);
        }
    }
}
