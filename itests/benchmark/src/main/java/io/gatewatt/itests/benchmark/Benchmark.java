// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.benchmark;

import io.gatewatt.itests.harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Measures the shipped distribution on each Java there is, in interleaved runs, and tells each figure beside its aim. Asserts none. */
public final class Benchmark {

    private static final String ROUND_TRIP = "GetConfiguration(1 key) round trip ";
    private static final String KEY = "{\"key\":[\"HeartbeatInterval\"]}";
    private static final String CHARGING = "written per charging hour";
    private static final long SEQUENCE_MINUTES = 10;
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final double PER_CALLS = 10_000;
    private static final double MIB = 1 << 20;

    private final Counts counts;
    private final Path work;
    private final Figures figures = new Figures();
    private int homes;

    private Benchmark(Counts counts, Path work) {
        this.counts = counts;
        this.work = work;
        figures.aim("start to READY with console", "s", 1.6, Map.of("Java 25 AOT", 1.0))
                .aim("resident memory idle", "MiB", 130, Map.of())
                .aim("resident memory charging", "MiB", 130, Map.of())
                .aim("GetConfiguration p50 over bare client", "x", 1.3, Map.of())
                .aim("GetConfiguration CPU over bare client", "x", 1.3, Map.of())
                .aim("RemoteStart to StartTransaction.req p50", "ms", 2, Map.of())
                .aim("RemoteStart to its response p99", "ms", 10, Map.of())
                .aim("OCPP response p99", "ms", 10, Map.of())
                .aim("OCPP triggered function max", "ms", 500, Map.of());
    }

    /** Options: see {@link Counts}. Writes {@code target/benchmark.json} of the module and prints the table. */
    public static void main(String[] arguments) throws Exception {
        Counts counts;
        try {
            counts = Counts.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("benchmark: " + e.getMessage());
            System.exit(2);
            return;
        }
        run(counts, JavaKind.all(), Project.root().resolve("itests/benchmark/target/benchmark.json"));
    }

    /** Measures and reports. @return the table */
    static String run(Counts counts, List<JavaKind> jdks, Path file) throws Exception {
        String load = Files.readString(Path.of("/proc/loadavg")).trim();
        Path work = Files.createTempDirectory("gatewatt-benchmark");
        Benchmark benchmark = new Benchmark(counts, work);
        try {
            benchmark.measure(jdks);
        } finally {
            delete(work);
        }
        Report report = new Report(benchmark.figures);
        report.write(file, jdks, counts, load);
        String table = report.table();
        System.out.println(table + "\nload average before: " + load + "; all values in " + file);
        return table;
    }

    private void measure(List<JavaKind> found) throws Exception {
        List<JavaKind> jdks = new ArrayList<>(found);
        for (JavaKind jdk : found) {
            if (jdk.cached() && !prepared(jdk)) {
                jdks.remove(jdk);
            }
        }
        try (CentralSystem csms = new CentralSystem()) {
            for (int run = 1; run <= counts.runs(); run++) {
                for (JavaKind jdk : jdks) {
                    progress(jdk, "run " + run + " of " + counts.runs());
                    station(jdk, csms);
                    commits(jdk);
                }
            }
            for (JavaKind jdk : jdks) {
                if (!jdk.cached()) {
                    connectors(jdk, csms);
                }
            }
        }
    }

    private boolean prepared(JavaKind jdk) throws IOException, InterruptedException {
        progress(jdk, "makes its start cache");
        Path errors = work.resolve("prepare.err");
        try (Child child = new Child(
                jdk,
                errors,
                List.of(Project.distribution().resolve("bin/gatewatt").toString(), "prepare"))) {
            child.await();
            return true;
        } catch (IOException e) {
            progress(jdk, "goes without: " + e.getMessage());
            return false;
        }
    }

    private void station(JavaKind jdk, CentralSystem csms) throws Exception {
        Path home = work.resolve("home" + ++homes);
        try (Station first = new Station(jdk, home, csms)) {
            add(jdk, "first start to READY with console", "s", first.startSeconds());
        }
        try (Station station = new Station(jdk, home, csms)) {
            add(jdk, "start to READY with console", "s", station.startSeconds());
            add(jdk, "CPU of a start", "s", station.process().cpuSeconds());
            pause(counts.settle());
            memory(jdk, station, "idle");
            roundTrips(jdk, csms, station);
            functions(jdk, station);
            if (figures.runs(CHARGING, jdk.label()).isEmpty()) {
                charging(jdk, station);
            }
        }
    }

    private void memory(JavaKind jdk, Station station, String when) {
        add(jdk, "resident memory " + when, "MiB", station.process().residentMib());
        add(jdk, "proportional memory " + when, "MiB", station.process().proportionalMib());
    }

    /** The station and the bare client in turn; who is first changes from run to run. */
    private void roundTrips(JavaKind jdk, CentralSystem csms, Station station) throws Exception {
        String identity = "BARE" + homes;
        try (Child bare = Child.program(
                jdk, work.resolve("bare.err"), station.flags(), BareClient.class, csms.url() + "/" + identity)) {
            bare.line("CONNECTED");
            Peer peer = csms.peer(identity).get(1, TimeUnit.MINUTES);
            ProcessFigures process = new ProcessFigures(bare.pid());
            RoundTrip other;
            RoundTrip own;
            if (homes % 2 == 0) {
                other = roundTrip(peer, process);
                own = roundTrip(station.peer(), station.process());
            } else {
                own = roundTrip(station.peer(), station.process());
                other = roundTrip(peer, process);
            }
            add(jdk, "GetConfiguration p50 over bare client", "x", own.samples.millis(0.5) / other.samples.millis(0.5));
            add(jdk, "GetConfiguration CPU over bare client", "x", own.cpu / other.cpu);
            tell(jdk, own, "");
            tell(jdk, other, ", bare client");
        }
    }

    private void tell(JavaKind jdk, RoundTrip trip, String whose) {
        add(jdk, ROUND_TRIP + "p50" + whose, "ms", trip.samples.millis(0.5));
        add(jdk, ROUND_TRIP + "p99" + whose, "ms", trip.samples.millis(0.99));
        add(jdk, ROUND_TRIP + "max" + whose, "ms", trip.samples.max());
        add(jdk, "CPU of 10,000 GetConfiguration" + whose, "s", trip.cpu);
    }

    private record RoundTrip(Samples samples, double cpu) {}

    private RoundTrip roundTrip(Peer peer, ProcessFigures process) throws Exception {
        peer.sequence(counts.warmUp(), "GetConfiguration", KEY).get(SEQUENCE_MINUTES, TimeUnit.MINUTES);
        double before = process.cpuSeconds();
        long[] times = peer.sequence(counts.calls(), "GetConfiguration", KEY).get(SEQUENCE_MINUTES, TimeUnit.MINUTES);
        return new RoundTrip(new Samples(times), (process.cpuSeconds() - before) / counts.calls() * PER_CALLS);
    }

    /** What the central system asks for, and how long until it is answered, and done. */
    private void functions(JavaKind jdk, Station station) throws Exception {
        Sessions sessions = new Sessions(station);
        List<Sessions.Times> starts = new ArrayList<>();
        List<Sessions.Times> stops = new ArrayList<>();
        List<Sessions.Times> availabilities = new ArrayList<>();
        List<Sessions.Times> bare = new ArrayList<>();
        for (int i = 0; i < counts.cycles(); i++) {
            starts.add(sessions.begin());
            stops.add(sessions.end());
            availabilities.add(sessions.available(false));
            availabilities.add(sessions.available(true));
            sessions.authorizeFirst(false);
            bare.add(sessions.begin());
            stops.add(sessions.end());
            sessions.authorizeFirst(true);
        }
        add(
                jdk,
                "RemoteStart to StartTransaction.req p50",
                "ms",
                functions(starts).millis(0.5));
        add(
                jdk,
                "RemoteStart to StartTransaction.req p99",
                "ms",
                functions(starts).millis(0.99));
        add(jdk, "the same without Authorize p50", "ms", functions(bare).millis(0.5));
        add(jdk, "the same without Authorize p99", "ms", functions(bare).millis(0.99));
        add(jdk, "RemoteStart to its response p50", "ms", responses(starts).millis(0.5));
        add(jdk, "RemoteStart to its response p99", "ms", responses(starts).millis(0.99));
        List<Sessions.Times> all = Stream.of(starts, stops, availabilities, bare)
                .flatMap(List::stream)
                .toList();
        add(jdk, "OCPP response p99", "ms", responses(all).millis(0.99));
        add(
                jdk,
                "RemoteStart to StartTransaction.req max",
                "ms",
                functions(starts).max());
        add(jdk, "RemoteStop to StopTransaction.req max", "ms", functions(stops).max());
        add(
                jdk,
                "ChangeAvailability to StatusNotification.req max",
                "ms",
                functions(availabilities).max());
        add(jdk, "OCPP triggered function max", "ms", functions(all).max());
    }

    private static Samples functions(List<Sessions.Times> times) {
        return new Samples(times.stream().mapToLong(Sessions.Times::function).toArray());
    }

    private static Samples responses(List<Sessions.Times> times) {
        return new Samples(times.stream().mapToLong(Sessions.Times::response).toArray());
    }

    private void charging(JavaKind jdk, Station station) throws Exception {
        Sessions sessions = new Sessions(station);
        sessions.begin();
        double before = station.process().writtenBytes();
        pause(counts.charging());
        double written = station.process().writtenBytes() - before;
        memory(jdk, station, "charging");
        add(jdk, CHARGING, "MiB", written / counts.charging() * HOUR / MIB);
        sessions.end();
    }

    private void commits(JavaKind jdk) throws Exception {
        if (jdk.cached()) {
            return; // no station, no cache
        }
        List<String> flags = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
        try (Child child = Child.program(
                jdk,
                work.resolve("commits.err"),
                flags,
                Commits.class,
                work.resolve("commits" + homes).toString(),
                Integer.toString(counts.commits()))) {
            String[] told = child.line("").split(" ");
            add(jdk, "durable commit of the loop p50", "ms", Double.parseDouble(told[0]));
            add(jdk, "durable commit of bare SQLite p50", "ms", Double.parseDouble(told[2]));
            add(jdk, "durable commits of the loop", "1/s", Double.parseDouble(told[1]));
            add(jdk, "durable commits of bare SQLite", "1/s", Double.parseDouble(told[3]));
            child.await();
        }
    }

    private void connectors(JavaKind jdk, CentralSystem csms) throws Exception {
        List<Cost> costs = new ArrayList<>();
        for (int connectors : counts.connectors()) {
            progress(jdk, connectors + " connectors");
            String setting = "Station.connectors=" + connectors;
            Path home = work.resolve("home" + ++homes);
            new Station(jdk, home, csms, "--set", setting).close();
            try (Station station = new Station(jdk, home, csms)) {
                pause(counts.settle());
                double before = station.process().cpuSeconds();
                pause(counts.idle());
                double cpu = (station.process().cpuSeconds() - before) / counts.idle() * MINUTE;
                Cost cost = new Cost(
                        connectors, station.startSeconds(), station.process().residentMib(), cpu);
                costs.add(cost);
                add(jdk, connectors + " connectors: start", "s", cost.start);
                add(jdk, connectors + " connectors: resident memory", "MiB", cost.memory);
                add(jdk, connectors + " connectors: CPU of an idle minute", "s", cost.cpu);
            }
        }
        Cost least = costs.get(0);
        Cost most = costs.get(costs.size() - 1);
        if (most.connectors > least.connectors) {
            double more = most.connectors - least.connectors;
            add(jdk, "each connector more: start", "ms", (most.start - least.start) / more * 1000);
            add(jdk, "each connector more: resident memory", "MiB", (most.memory - least.memory) / more);
            add(jdk, "each connector more: CPU of an idle minute", "s", (most.cpu - least.cpu) / more);
        }
    }

    private record Cost(int connectors, double start, double memory, double cpu) {}

    private void add(JavaKind jdk, String name, String unit, double value) {
        // A CPU time too short for the clock gives a ratio that is none.
        if (Double.isFinite(value)) {
            figures.add(name, unit, jdk.label(), value);
        }
    }

    private static void progress(JavaKind jdk, String what) {
        System.err.println("benchmark: " + jdk.label() + ": " + what);
    }

    private static void pause(int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
