// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.architecture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who may import whom: the table of bundles in the README of {@code bundles}, as data. */
final class Rules {

    /** Packages of Gatewatt that a bundle may import; a row that ends in {@code *} is for a family. */
    private static final Map<String, Set<String>> MAY_IMPORT = new LinkedHashMap<>();

    /** The only bundles that export: the api rooms, the transports, and the virtual charger for the drivers on top of it. */
    private static final Set<String> MAY_EXPORT = Set.of(
            "files.api",
            "driver.api",
            "driver.contract",
            "loop.api",
            "ocpp.api",
            "station.api",
            "deploy.api",
            "transport.serial",
            "transport.modbus",
            "transport.pcsc",
            "bench");

    static {
        Set<String> ocpp = Set.of("ocpp", "ocpp.v16", "loop");
        Set<String> profile = Set.of("ocpp", "ocpp.v16", "station", "loop", "measure");
        Set<String> none = Set.of();
        row("files.api", none);
        row("driver.api", none);
        row("loop.api", none);
        row("ocpp.api", none);
        row("station.api", Set.of("measure"));
        row("loop.core", Set.of("loop"));
        row("ocpp.protocol", ocpp);
        row("ocpp.config", Set.of("ocpp", "ocpp.v16", "loop", "files"));
        row("station.core", Set.of("station", "driver", "measure", "loop"));
        row("bench", Set.of("driver", "measure", "files"));
        row("driver.simulated", Set.of("driver", "measure", "bench"));
        row("demo", Set.of("ocpp", "station"));
        row("process", Set.of("ocpp", "station"));
        row("webconsole", Set.of("files", "deploy", "ocpp", "ocpp.v16", "station", "loop", "driver", "measure"));
        row("logging", none);
        row("cm.store", Set.of("files"));
        row("config.*", none);
        row("driver.contract", Set.of("driver", "measure", "transport.*"));
        row("driver.*", Set.of("driver", "measure", "transport.*"));
        row("transport.*", Set.of("driver", "transport.serial"));
        row("deploy.api", none);
        row("deploy", Set.of("deploy", "driver", "measure", "files"));
        row("deploy.local", Set.of("deploy", "files"));
        row("profile.*", profile);
    }

    private Rules() {}

    private static void row(String bundle, Set<String> packages) {
        MAY_IMPORT.put(bundle, packages);
    }

    /** What breaks the rules, a sentence each, sorted. */
    static List<String> broken(Collection<BuiltBundle> bundles) {
        Set<String> broken = new TreeSet<>();
        Map<String, String> exporter = new TreeMap<>();
        Map<String, String> holder = new TreeMap<>();
        for (BuiltBundle bundle : bundles) {
            bundle.exports().forEach(exported -> exporter.put(exported, bundle.name()));
            for (String held : bundle.contents()) {
                String other = holder.putIfAbsent(held, bundle.name());
                if (other != null) {
                    broken.add("package " + held + " is split over " + other + " and " + bundle.name());
                }
            }
            if (!bundle.exports().isEmpty() && !MAY_EXPORT.contains(bundle.name())) {
                broken.add(bundle.name() + " exports " + String.join(", ", bundle.exports())
                        + ", and an implementation exports nothing");
            }
            for (String header : List.of("Require-Bundle", "DynamicImport-Package")) {
                if (bundle.headers().containsKey(header)) {
                    broken.add(bundle.name() + " has " + header + ", which hides its arrows");
                }
            }
        }
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (BuiltBundle bundle : bundles) {
            Set<String> allowed = allowed(bundle.name());
            if (allowed == null) {
                broken.add(bundle.name() + " has no row in the table of who may import whom");
                continue;
            }
            for (String imported : bundle.imports()) {
                String to = exporter.getOrDefault(imported, "nobody");
                arrows.computeIfAbsent(bundle.name(), name -> new TreeSet<>()).add(to);
                if (allowed.stream()
                        .noneMatch(pattern -> matches(pattern, imported.substring("io.gatewatt.".length())))) {
                    broken.add(bundle.name() + " -> " + to + " (" + imported + ") is forbidden");
                } else if (to.equals("nobody")) {
                    broken.add(bundle.name() + " imports " + imported + ", which nobody exports");
                }
            }
        }
        for (String bundle : arrows.keySet()) {
            circle(arrows, bundle, new ArrayList<>(), broken);
        }
        return List.copyOf(broken);
    }

    private static Set<String> allowed(String bundle) {
        return MAY_IMPORT.keySet().stream()
                .filter(row -> matches(row, bundle))
                .findFirst()
                .map(MAY_IMPORT::get)
                .orElse(null);
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    private static void circle(Map<String, Set<String>> arrows, String bundle, List<String> path, Set<String> broken) {
        if (path.contains(bundle)) {
            List<String> circle = path.subList(path.indexOf(bundle), path.size());
            if (circle.stream().allMatch(member -> member.compareTo(bundle) >= 0)) {
                broken.add("circle: " + String.join(" -> ", circle) + " -> " + bundle);
            }
            return;
        }
        path.add(bundle);
        arrows.getOrDefault(bundle, Set.of()).forEach(next -> circle(arrows, next, path, broken));
        path.remove(path.size() - 1);
    }
}
