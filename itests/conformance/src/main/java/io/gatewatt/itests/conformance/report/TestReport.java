// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.samskivert.mustache.Mustache;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.harness.Project;
import io.gatewatt.itests.harness.Schemas;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Collects what came of all cases and, when it is closed, writes {@code target/test-report/index.html} and {@code report.json}: the annex of a
 * certificate. From any thread.
 */
public final class TestReport implements AutoCloseable {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");
    private static final Path FOLDER = Project.root().resolve("itests/conformance/target/test-report");

    /** A2 comes before A10: numbers count as numbers. */
    private static final Comparator<String> CATALOGUE_ORDER = Comparator.comparing(name ->
            NUMBER.matcher(name).replaceAll(m -> "0".repeat(6 - m.group().length()) + m.group()));

    private final List<CaseResult> results = new ArrayList<>();
    private final Map<String, String> figures = new TreeMap<>();
    private JsonNode boot;
    private final Map<Boolean, JsonNode> configurations = new TreeMap<>();

    /** What came of a case; of one that is played again, the last time. */
    public synchronized void add(CaseResult result) {
        results.removeIf(before -> before.id().equals(result.id())
                && before.functionality().equals(result.functionality())
                && before.fixedCable() == result.fixedCable());
        results.add(result);
    }

    /** A figure that is no time. */
    public synchronized void figure(String name, String value) {
        figures.put(name, value);
    }

    /**
     * What a station under test says of itself.
     *
     * @param boot its BootNotification
     * @param fixedCable whether its cables are fixed
     * @param configuration its keys as GetConfiguration lists them
     */
    public synchronized void station(JsonNode boot, boolean fixedCable, JsonNode configuration) {
        this.boot = boot;
        configurations.putIfAbsent(fixedCable, configuration);
    }

    @Override
    public synchronized void close() {
        if (results.isEmpty()) {
            return;
        }
        Map<String, Object> content = content();
        try {
            Files.createDirectories(FOLDER);
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(FOLDER.resolve("report.json").toFile(), content);
            try (Reader template = new InputStreamReader(
                            TestReport.class.getResourceAsStream("report.mustache"), StandardCharsets.UTF_8);
                    Writer page = Files.newBufferedWriter(FOLDER.resolve("index.html"))) {
                Mustache.compiler().compile(template).execute(content, page);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the test report could not be written to " + FOLDER, e);
        }
        System.out.println("conformance: " + content.get("passed") + " of " + content.get("total")
                + " cases passed; test report in " + FOLDER);
    }

    private Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        content.put("vendor", boot == null ? "" : boot.path("chargePointVendor").asText());
        content.put("model", boot == null ? "" : boot.path("chargePointModel").asText());
        content.put("firmware", boot == null ? "" : boot.path("firmwareVersion").asText());
        content.put("java", System.getProperty("java.version"));
        content.put("schemas", Schemas.present());
        content.put("hardware", hardware());
        content.put("passed", passed(results));
        content.put("total", results.size());
        content.put("allPassed", passed(results) == results.size());
        content.put("profiles", groups(CaseResult::profile, (name, cases) -> summary(name, cases)));
        content.put("responseTimes", times());
        content.put(
                "figures",
                figures.entrySet().stream()
                        .map(f -> Map.of("name", f.getKey(), "value", f.getValue()))
                        .toList());
        content.put("hasFigures", !figures.isEmpty());
        content.put("functionalities", groups(CaseResult::functionality, (name, cases) -> {
            Map<String, Object> group = summary(name, cases);
            group.put(
                    "cases",
                    cases.stream()
                            .sorted(Comparator.comparing(CaseResult::id, CATALOGUE_ORDER))
                            .map(TestReport::caseOf)
                            .toList());
            return group;
        }));
        content.put("configuration", configuration());
        return content;
    }

    private List<Map<String, Object>> hardware() {
        boolean socket = configurations.containsKey(false);
        boolean fixed = configurations.containsKey(true);
        return List.of(
                Map.of("name", "Connectors", "value", connectors()),
                Map.of(
                        "name",
                        "Cable",
                        "value",
                        socket && fixed
                                ? "sockets with a lock, and fixed cables, by configuration; both tested"
                                : fixed ? "fixed" : "sockets with a lock"),
                Map.of("name", "Identification", "value", "one RFID reader for all connectors, remote start"),
                Map.of("name", "Backup supply for power-fail messages", "value", "power-fail input"),
                Map.of("name", "Timestamps", "value", "UTC, milliseconds"),
                Map.of("name", "Hardware under test", "value", "virtual charger; real drivers are tested apart"));
    }

    private String connectors() {
        for (JsonNode keys : configurations.values()) {
            for (JsonNode key : keys) {
                if (key.path("key").asText().equals("NumberOfConnectors")) {
                    return key.path("value").asText();
                }
            }
        }
        return "?";
    }

    private List<ResponseTimes.Line> times() {
        ResponseTimes times = new ResponseTimes();
        results.forEach(times::add);
        return times.lines();
    }

    private List<Map<String, Object>> groups(
            Function<CaseResult, String> key, BiFunction<String, List<CaseResult>, Map<String, Object>> view) {
        return results.stream()
                .collect(Collectors.groupingBy(key, () -> new TreeMap<>(CATALOGUE_ORDER), Collectors.toList()))
                .entrySet()
                .stream()
                .map(e -> view.apply(e.getKey(), e.getValue()))
                .toList();
    }

    private static Map<String, Object> summary(String name, List<CaseResult> cases) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("name", name);
        summary.put("passed", passed(cases));
        summary.put("total", cases.size());
        summary.put("allPassed", passed(cases) == cases.size());
        return summary;
    }

    private static long passed(List<CaseResult> cases) {
        return cases.stream().filter(CaseResult::passed).count();
    }

    private static Map<String, Object> caseOf(CaseResult result) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", result.id());
        view.put("title", result.title());
        view.put("passed", result.passed());
        view.put("failure", result.failure().orElse(""));
        view.put("seconds", Math.round(result.took().toMillis() / 100.0) / 10.0);
        view.put("cable", result.fixedCable() ? "fixed cable" : "socket");
        Instant began = result.frames().isEmpty()
                ? Instant.EPOCH
                : result.frames().get(0).at();
        view.put("frames", result.frames().stream().map(e -> frame(e, began)).toList());
        return view;
    }

    private static Map<String, Object> frame(Entry entry, Instant began) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("at", entry.at().truncatedTo(ChronoUnit.MILLIS).toString());
        view.put("seconds", Duration.between(began, entry.at()).toMillis() / 1000.0);
        view.put(
                "from",
                switch (entry.frame().kind()) {
                    case RECEIVED -> "station";
                    case SENT -> "central system";
                    case EVENT -> "connection";
                });
        view.put("text", entry.frame().text());
        return view;
    }

    private List<Map<String, Object>> configuration() {
        List<Map<String, Object>> rows = new ArrayList<>();
        configurations.values().stream()
                .findFirst()
                .ifPresent(keys -> keys.forEach(key -> rows.add(Map.of(
                        "key",
                        key.path("key").asText(),
                        "value",
                        key.has("value") ? key.path("value").asText() : "(not shown)",
                        "access",
                        key.path("readonly").asBoolean() ? "read-only" : "read and write"))));
        return rows;
    }
}
