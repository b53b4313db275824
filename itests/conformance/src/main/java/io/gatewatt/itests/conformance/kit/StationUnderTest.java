// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatt.itests.harness.Bench;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.StationProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A station on the shipped distribution with the virtual charger, its central system, and the states from which the cases of the catalogue
 * begin (conformance catalogue, part 0.3). One case at a time.
 */
public final class StationUnderTest implements AutoCloseable {

    /** Connectors of the reference station. */
    public static final int CONNECTORS = 2;

    /** A tag that the central system accepts, as it does every other. */
    public static final String T1 = "04A1B2C3";

    /** Another. */
    public static final String T2 = "04D5E6F7";

    private final Csms csms = new Csms();
    private final Wire wire = new Wire(csms);
    private final List<Triggered> triggered = new CopyOnWriteArrayList<>();
    private final Map<String, String> figures = new ConcurrentHashMap<>();
    private final Path home;
    private final List<String> settings;
    private final boolean fixedCable;
    private final String identity;
    private StationProcess process;
    private JsonNode boot;
    private Map<String, String> configuration = Map.of();

    /**
     * How long a function took that a call asked for.
     *
     * @param words what was asked and what came
     * @param took the time between
     */
    public record Triggered(String words, Duration took) {}

    /** Starts one with an empty home, and waits until it has told its statuses. */
    StationUnderTest(Functionality functionality) {
        fixedCable = functionality.fixedCable();
        identity = functionality.identity();
        settings = List.of(functionality.settings());
        List<String> limits = List.of(functionality.limits());
        try {
            home = Files.createTempDirectory("gatewatt-conformance");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!limits.isEmpty()) {
            MakerBundle.drop(home, limits);
        }
        powerOn();
        boot = wire.expect(Step.call("BootNotification")).payload();
        for (int connector = 0; connector <= CONNECTORS; connector++) {
            wire.expect(Step.status(connector, "Available"));
        }
        for (String limit : limits) {
            // The Configurator works in the background.
            String[] parts = limit.split("=", 2);
            Awaitility.await(limit)
                    .atMost(Csms.PATIENCE)
                    .until(() -> key(parts[0]).equals(parts[1]));
        }
        configuration = writable();
    }

    // ---------------------------------------------------------------- what it is made of

    /** The central system. */
    public Csms csms() {
        return csms;
    }

    /** What goes over the wire in this case. */
    public Wire wire() {
        return wire;
    }

    /** The virtual charger. */
    public Bench bench() {
        return process.bench();
    }

    /** The running command. */
    public StationProcess process() {
        return process;
    }

    /** The first BootNotification. */
    public JsonNode boot() {
        return boot;
    }

    /** Whether the cables are fixed. */
    public boolean fixedCable() {
        return fixedCable;
    }

    /** Times of triggered functions since the last call of this. */
    List<Triggered> takeTriggered() {
        List<Triggered> all = List.copyOf(triggered);
        triggered.clear();
        return all;
    }

    /** Notes a figure for the report. */
    public void figure(String name, String value) {
        figures.put(name, value);
    }

    /** Figures since the last call of this. */
    Map<String, String> takeFigures() {
        Map<String, String> all = Map.copyOf(figures);
        figures.clear();
        return all;
    }

    /** Notes how long a function took that was asked for. */
    public void triggered(String words, Entry from, Entry to) {
        triggered.add(new Triggered(words, to.since(from)));
    }

    // ---------------------------------------------------------------- power and network

    /** The mains come; waits until the process serves, not until it is registered. */
    public void powerOn() {
        StationProcess.Command command = StationProcess.Command.run(home)
                .with("--csms", csms.url(), "--identity", identity, "--offline-ok")
                .set("Station.fixedCable", fixedCable);
        settings.forEach(setting -> command.with("--set", setting));
        process = command.start();
        process.awaitReady();
    }

    /** The mains go, without a backup supply: SIGKILL. */
    public void powerCut() {
        process.powerCut();
        process.awaitExit();
        Awaitility.await().atMost(Csms.PATIENCE).until(() -> !csms.connected());
    }

    /** Power cut and restart; waits for the accepted BootNotification. */
    public void powerCycle() {
        powerCut();
        powerOn();
        wire.expect(Step.call("BootNotification"));
    }

    /** The link to the central system is cut; the station knows it when this returns. */
    public void networkDown() {
        bench().network(false, "close");
        Awaitility.await().atMost(Csms.PATIENCE).until(() -> !csms.connected());
    }

    /** The link is back; waits until the station has connected. */
    public void networkUp() {
        bench().network(true, "close");
        csms.connection();
    }

    /** Waits until the contactor of a connector is closed, or open: what happens when nobody can be told. */
    public void awaitContactor(int connector, boolean closed) {
        Awaitility.await("contactor " + connector + (closed ? " closed" : " open"))
                .atMost(Csms.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> bench().state()
                                .path("connectors")
                                .path(connector - 1)
                                .path("contactor")
                                .asBoolean()
                        == closed);
    }

    // ---------------------------------------------------------------- calls

    /** Calls the station; gives the payload of the result, an error fails. */
    public JsonNode call(String action, String payload) {
        return csms.call(action, payload);
    }

    /** Calls the station and expects this status in the answer. */
    public void call(String action, String payload, String status) {
        JsonNode answer = call(action, payload);
        if (!answer.path("status").asText().equals(status)) {
            throw new AssertionError(action + " " + payload + " was answered " + answer + ", not " + status);
        }
    }

    /** Changes a key; must be accepted. */
    public void configure(String key, Object value) {
        call("ChangeConfiguration", change(key, value), "Accepted");
    }

    /** Payload of a ChangeConfiguration. */
    public static String change(String key, Object value) {
        return Csms.object().put("key", key).put("value", String.valueOf(value)).toString();
    }

    /** Value of a key; null when the station does not know it, or does not show its value. */
    public String key(String name) {
        JsonNode answer = call("GetConfiguration", "{\"key\":[\"" + name + "\"]}");
        return answer.path("configurationKey").path(0).path("value").asText(null);
    }

    /** All keys as the station lists them. */
    public JsonNode configuration() {
        return call("GetConfiguration", "{}").path("configurationKey");
    }

    private Map<String, String> writable() {
        Map<String, String> values = new TreeMap<>();
        for (JsonNode key : configuration()) {
            if (!key.path("readonly").asBoolean() && key.has("value")) {
                values.put(key.path("key").asText(), key.path("value").asText());
            }
        }
        return values;
    }

    // ---------------------------------------------------------------- states of the catalogue

    /** Cable in, both ends; Preparing has come. */
    public void occupied(int connector) {
        bench().plug(connector);
        wire.expect(Step.status(connector, "Preparing"));
    }

    /** A card was shown and accepted, Preparing has come; the cable is not in. */
    public void authorized(int connector, String idTag) {
        bench().present(idTag);
        wire.expect(Step.call("Authorize").with("idTag", idTag));
        wire.expect(Step.status(connector, "Preparing"));
    }

    /** Plugged, then started from afar: StartTransaction and Charging have come. Gives the transaction id. */
    public int charging(int connector, String idTag) {
        occupied(connector);
        return remoteStarted(connector, idTag);
    }

    /** Started from afar on a connector with a cable; StartTransaction and Charging have come. Gives the transaction id. */
    public int remoteStarted(int connector, String idTag) {
        Entry asked = remoteStart(connector, idTag);
        Entry start = wire.expect(
                Step.call("StartTransaction").with("connectorId", connector).with("idTag", idTag));
        wire.expect(Step.status(connector, "Charging"));
        triggered("RemoteStartTransaction to StartTransaction", asked, start);
        return transaction(start);
    }

    /** RemoteStartTransaction, accepted. Gives the call. */
    public Entry remoteStart(int connector, String idTag) {
        call("RemoteStartTransaction", "{\"connectorId\":" + connector + ",\"idTag\":\"" + idTag + "\"}", "Accepted");
        return asked("RemoteStartTransaction");
    }

    /** RemoteStopTransaction, accepted; StopTransaction has come. Gives it. */
    public Entry remoteStop(int transaction) {
        call("RemoteStopTransaction", "{\"transactionId\":" + transaction + "}", "Accepted");
        Entry stop = wire.expect(Step.call("StopTransaction").with("transactionId", transaction));
        triggered("RemoteStopTransaction to StopTransaction", asked("RemoteStopTransaction"), stop);
        return stop;
    }

    /** The last call of this action that the central system sent. */
    public Entry asked(String action) {
        List<Entry> calls = wire.all(new Step(
                action + " asked",
                e -> e.type() == 2 && !e.fromStation() && e.action().equals(action)));
        return calls.get(calls.size() - 1);
    }

    /** The transaction id that the central system gave to this StartTransaction. */
    public int transaction(Entry start) {
        Step confirmed = new Step(
                "answer to " + start.frame(), e -> e.type() == 3 && !e.fromStation() && e.id().equals(start.id()));
        return wire.expect(confirmed).payload().path("transactionId").asInt();
    }

    /** The tag is in the cache: it charged, and the stop was confirmed with its status. Nothing is plugged afterwards. */
    public void cached(int connector, String idTag) {
        configure("AuthorizationCacheEnabled", true);
        csms.answer("StopTransaction", p -> "{\"idTagInfo\":{\"status\":\"Accepted\"}}");
        charging(connector, idTag);
        bench().present(idTag);
        wire.expect(Step.call("StopTransaction"));
        wire.expect(Step.status(connector, "Finishing"));
        unplugged(connector);
    }

    /** Cable out, both ends; Available has come. */
    public void unplugged(int connector) {
        bench().unplug(connector);
        wire.expect(Step.status(connector, "Available"));
    }

    /** ChangeAvailability Inoperative was accepted, Unavailable has come: for 0 from all. */
    public void unavailable(int connector) {
        call("ChangeAvailability", availability(connector, "Inoperative"), "Accepted");
        Entry asked = asked("ChangeAvailability");
        for (int c = connector; c <= (connector == 0 ? CONNECTORS : connector); c++) {
            triggered("ChangeAvailability to StatusNotification", asked, wire.expect(Step.status(c, "Unavailable")));
        }
    }

    /** Payload of a ChangeAvailability. */
    public static String availability(int connector, String type) {
        return "{\"connectorId\":" + connector + ",\"type\":\"" + type + "\"}";
    }

    /** The hardware reports an error; Faulted has come: for 0 from all. */
    public void faulted(int connector) {
        bench().post("/connectors/" + connector + "/fault", "{}");
        for (int c = connector; c <= (connector == 0 ? CONNECTORS : connector); c++) {
            wire.expect(Step.status(c, "Faulted"));
        }
    }

    // ---------------------------------------------------------------- back to the first state

    /** The generic preconditions (part 0.2): idle, operative, no fault, first configuration, empty cache. */
    void restore() {
        csms.befriend();
        if (!process.process().isAlive()) {
            powerOn();
        }
        Bench bench = bench();
        bench.network(true, "close");
        csms.connection();
        bench.post("/clock", "{\"offsetSeconds\":0}");
        bench.state().path("inject").fieldNames().forEachRemaining(what -> inject(bench, what));
        bench.send("DELETE", "/connectors/0/fault", null);
        for (int c = 1; c <= CONNECTORS; c++) {
            String connector = "/connectors/" + c;
            bench.send("DELETE", connector + "/fault", null);
            bench.post(connector + "/lock", "{\"behaviour\":\"" + (fixedCable ? "none" : "ok") + "\"}");
            bench.post(connector + "/meter", "{\"behaviour\":\"ok\"}");
        }
        configureBack();
        call("ChangeAvailability", availability(0, "Operative"));
        for (int c = 1; c <= CONNECTORS; c++) {
            call("ChangeAvailability", availability(c, "Operative"));
            bench.post("/connectors/" + c + "/stop-button", "{}");
            bench.unplug(c);
        }
        call("ClearCache", "{}");
        Awaitility.await("all connectors available again").atMost(Csms.PATIENCE).until(this::idle);
        takeTriggered();
    }

    private static void inject(Bench bench, String what) {
        bench.post("/inject", "{\"what\":\"" + what + "\",\"on\":false}");
    }

    private void configureBack() {
        Map<String, String> now = writable();
        configuration.forEach((key, value) -> {
            if (!value.equals(now.get(key))) {
                configure(key, value);
            }
        });
    }

    private boolean idle() {
        return Stream.iterate(0, c -> c <= CONNECTORS, c -> c + 1)
                .allMatch(c -> wire.status(c).equals("Available"));
    }

    /** Text fields as a JSON object, for payloads. */
    public static ObjectNode object() {
        return Csms.object();
    }

    @Override
    public void close() {
        process.close();
        csms.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
