// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.report;

import io.gatewatt.itests.conformance.kit.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The three response times of the certificate, each with the limit declared for the station: any call to its answer, RemoteStartTransaction to
 * its answer, and a call to the function it asks for. Read from the frames of all cases.
 */
final class ResponseTimes {

    private final List<Sample> answers = new ArrayList<>();
    private final List<Sample> remoteStarts = new ArrayList<>();
    private final List<Sample> functions = new ArrayList<>();

    /** One time, and the case it was taken in. */
    private record Sample(Duration took, String where) {}

    /** Takes the times of a case. */
    void add(CaseResult result) {
        Map<String, Entry> open = new HashMap<>();
        for (Entry entry : result.frames()) {
            if (entry.type() == 2 && !entry.fromStation()) {
                open.put(entry.id(), entry);
            } else if (entry.isAnswer() && open.containsKey(entry.id())) {
                Entry asked = open.remove(entry.id());
                Sample sample = new Sample(entry.since(asked), asked.action() + " in " + result.id());
                answers.add(sample);
                if (asked.action().equals("RemoteStartTransaction")) {
                    remoteStarts.add(sample);
                }
            }
        }
        result.triggered()
                .forEach(function ->
                        functions.add(new Sample(function.took(), function.words() + " in " + result.id())));
    }

    /** The lines of the report. */
    List<Line> lines() {
        return List.of(
                line("OCPP response: any call to its answer", Duration.ofSeconds(10), "p99 10 ms", answers),
                line("RemoteStartTransaction to its answer", Duration.ofSeconds(5), "p99 10 ms", remoteStarts),
                line(
                        "Triggered function: a call to what it asks for",
                        Duration.ofSeconds(30),
                        "max 500 ms",
                        functions));
    }

    private static Line line(String name, Duration limit, String aim, List<Sample> times) {
        times.sort(Comparator.comparing(Sample::took));
        return new Line(
                name,
                limit.toSeconds(),
                aim,
                times.size(),
                millis(times, 0.5),
                millis(times, 0.99),
                millis(times, 1),
                times.isEmpty() ? "" : times.get(times.size() - 1).where(),
                !times.isEmpty(),
                times.isEmpty() || times.get(times.size() - 1).took().compareTo(limit) <= 0);
    }

    private static double millis(List<Sample> sorted, double share) {
        if (sorted.isEmpty()) {
            return 0;
        }
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return Math.round(sorted.get(Math.max(0, index)).took().toNanos() / 100_000.0) / 10.0;
    }

    /**
     * One response time.
     *
     * @param name what is timed
     * @param limitSeconds the limit declared, s
     * @param aim what the station aims at, in words
     * @param count how often it was measured
     * @param p50 median, ms
     * @param p99 99th percentile, ms
     * @param max longest, ms
     * @param longest what took longest, and in which case
     * @param measured whether there is anything to judge
     * @param within whether none was over the limit
     */
    record Line(
            String name,
            long limitSeconds,
            String aim,
            int count,
            double p50,
            double p99,
            double max,
            String longest,
            boolean measured,
            boolean within) {}
}
