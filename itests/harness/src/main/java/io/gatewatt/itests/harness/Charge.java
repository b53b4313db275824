// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;

/** A charging session on connector 1 as the central system sees it, sampled each second. What it asserts, it asserts on frames. */
public final class Charge {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Csms csms;
    private final Driver driver;
    private final String idTag;
    private final int handshakes;
    private final int startsBefore;
    private final int stopsBefore;
    private final Instant started;
    private final int transaction;

    /** Who comes with the car: what the charger's world must do for a session. */
    public interface Driver {

        /** A cable in, both ends, and the car asks for energy. */
        void plug(int connector);

        /** A card at the reader. */
        void present(String idTag);

        /** The cable out, both ends. */
        void unplug(int connector);

        /** The one at the virtual charger. */
        static Driver at(Bench bench) {
            return new Driver() {
                @Override
                public void plug(int connector) {
                    bench.plug(connector);
                }

                @Override
                public void present(String idTag) {
                    bench.present(idTag);
                }

                @Override
                public void unplug(int connector) {
                    bench.unplug(connector);
                }
            };
        }
    }

    private Charge(Csms csms, Driver driver, String idTag) {
        this.csms = csms;
        this.driver = driver;
        this.idTag = idTag;
        csms.forget();
        handshakes = csms.handshakes().size();
        startsBefore = csms.all("StartTransaction").size();
        stopsBefore = csms.all("StopTransaction").size();
        driver.plug(1);
        csms.expectStatus(1, "Preparing");
        driver.present(idTag);
        JsonNode start = csms.expect(
                "StartTransaction",
                p -> p.path("connectorId").asInt() == 1
                        && p.path("idTag").asText().equals(idTag));
        started = Instant.parse(start.path("timestamp").asText());
        csms.expectStatus(1, "Charging");
        transaction = csms.expect("MeterValues").path("transactionId").asInt();
    }

    /** Plugs a car in at the virtual charger, shows a card and waits for the first sample. */
    public static Charge begin(Csms csms, Bench bench, String idTag) {
        return begin(csms, Driver.at(bench), idTag);
    }

    /** Plugs a car in, shows a card and waits for the first sample. */
    public static Charge begin(Csms csms, Driver driver, String idTag) {
        return new Charge(csms, driver, idTag);
    }

    /** The number the central system gave the transaction. */
    public int transaction() {
        return transaction;
    }

    /** Waits for more samples on the wire. */
    public Charge more(int samples) {
        int wanted = samples().size() + samples;
        Awaitility.await()
                .atMost(Csms.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> samples().size() >= wanted);
        return this;
    }

    /** Nothing of the driver's world may be seen: one socket, one transaction, samples of it only, the register going up. */
    public Charge undisturbed() {
        check(csms.handshakes().size() == handshakes, "the station connected again");
        check(resent() == 0, "a sample was sent again");
        return whole();
    }

    /** One start, no stop yet, and a register that never goes back; the socket may be another. */
    public Charge whole() {
        check(csms.all("StartTransaction").size() == startsBefore + 1, "not one StartTransaction");
        check(csms.all("StopTransaction").size() == stopsBefore, "a StopTransaction");
        samples();
        return this;
    }

    /** Samples that were due since the start until the last one, and are not there. */
    public int missed() {
        List<Sample> samples = samples();
        return (int) intervals(samples.get(samples.size() - 1)) - samples.size();
    }

    /** How far the samples are from the grid that begins with the transaction, at most, in ms. */
    public long offGrid() {
        return samples().stream()
                .mapToLong(sample -> Math.abs(since(sample) - intervals(sample) * INTERVAL.toMillis()))
                .max()
                .orElse(0);
    }

    private long intervals(Sample sample) {
        return Math.round(since(sample) / (double) INTERVAL.toMillis());
    }

    private long since(Sample sample) {
        return Duration.between(started, sample.at()).toMillis();
    }

    /** How much the register went up since the first sample, in Wh. */
    public double energy() {
        List<Sample> samples = samples();
        return samples.get(samples.size() - 1).register() - samples.get(0).register();
    }

    /** Ends it by the card, and checks the end: one StopTransaction, its register at or above all samples. */
    public void end() {
        driver.present(idTag);
        ended();
    }

    /** What must come of the end, however it was ended; the car leaves. */
    public void ended() {
        JsonNode stop = csms.expect("StopTransaction");
        check(stop.path("transactionId").asInt() == transaction, "a StopTransaction of another transaction: " + stop);
        List<Sample> samples = samples();
        check(
                stop.path("meterStop").asDouble()
                        >= samples.get(samples.size() - 1).register(),
                "the register went back at the end: " + stop);
        driver.unplug(1);
        csms.expectStatus(1, "Available");
        check(csms.all("StartTransaction").size() == startsBefore + 1, "not one StartTransaction");
        check(csms.all("StopTransaction").size() == stopsBefore + 1, "not one StopTransaction");
        check(csms.violations().isEmpty(), "the schemas object: " + csms.violations());
    }

    /** Samples that came again, under the id they had: their answer was on its way when the protocol went. */
    public int resent() {
        return mine().size() - samples().size();
    }

    private List<Csms.Received> mine() {
        return csms.calls("MeterValues").stream()
                .filter(call -> call.payload().path("transactionId").asInt() == transaction)
                .toList();
    }

    private record Sample(Instant at, double register) {}

    private List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<JsonNode> values = mine().stream()
                .filter(call -> ids.add(call.id()))
                .map(Csms.Received::payload)
                .toList();
        double before = 0;
        Instant last = Instant.EPOCH;
        for (JsonNode payload : values) {
            JsonNode value = payload.path("meterValue").path(0);
            double register = value.path("sampledValue").path(0).path("value").asDouble(-1);
            Instant at = Instant.parse(value.path("timestamp").asText());
            check(register >= before, "the register went back from " + before + ": " + payload);
            check(at.isAfter(last), "a sample out of order or doubled after " + last + ": " + payload);
            samples.add(new Sample(at, register));
            before = register;
            last = at;
        }
        return samples;
    }

    private void check(boolean holds, String words) {
        if (!holds) {
            throw new AssertionError(words + "\n" + String.join("\n", csms.frames()));
        }
    }
}
