// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core;

import io.gatewatt.loop.Row;
import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.PilotState;
import io.gatewatt.station.ConnectorSnapshot;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.FaultState;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.KnownTokens;
import io.gatewatt.station.LightRules;
import io.gatewatt.station.SessionRules;
import io.gatewatt.station.Station;
import io.gatewatt.station.StationListener;
import io.gatewatt.station.StationModel;
import io.gatewatt.station.StationSnapshot;
import io.gatewatt.station.StopReason;
import io.gatewatt.station.TransactionSnapshot;
import io.gatewatt.station.UnlockOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;

/** A station of facts set by the test, with transactions that survive a crash as the real ones do. Notes what it was asked to do. */
public final class FakeStation implements Station {

    /** What it was asked to do, in words. */
    public final List<String> asked = new ArrayList<>();

    /** What its meters show. */
    public MeterReading meter = MeterReading.of(1000);

    /** Whether its meters answer. */
    public boolean meterAnswers = true;

    /** Whether they are away, and a read waits for them. */
    public boolean meterWaits;

    /** When they were read last, while they show an old reading. */
    public Optional<Instant> meterFrozen = Optional.empty();

    /** What an unlock gives. */
    public UnlockOutcome unlock = UnlockOutcome.UNLOCKED;

    /** What is known of tokens, the first that knows one counts. */
    public final List<KnownTokens> knowledge = new ArrayList<>();

    /** What is startable. */
    public Optional<Integer> startable = Optional.of(1);

    private static final String TABLE = "fake_station";

    private final VirtualLoop loop;
    private final List<Deferred<StampedReading>> reads = new ArrayList<>();
    private final List<StationListener> listeners = new ArrayList<>();
    private final SortedMap<Integer, ConnectorSnapshot> connectors = new TreeMap<>();
    private StationModel model = new StationModel("Blue Networks", "ECU-L7002S", "BN1", "01.01.02", 2, false, 32);
    private boolean operative = true;
    private Optional<FaultState> fault = Optional.empty();
    private List<TransactionSnapshot> transactions = List.of();

    public FakeStation(VirtualLoop loop) {
        this.loop = loop;
        for (int n = 1; n <= 2; n++) {
            connectors.put(
                    n,
                    new ConnectorSnapshot(
                            n,
                            ConnectorStatus.AVAILABLE,
                            "",
                            Optional.empty(),
                            PilotState.A,
                            false,
                            false,
                            0,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
        }
        loop.submit(
                "load",
                () -> transactions = loop.store().table(TABLE).all().values().stream()
                        .map(FakeStation::read)
                        .toList());
    }

    public void listen(StationListener listener) {
        listeners.add(listener);
        loop.submit("listen", () -> listener.changed(snapshot(), snapshot()));
    }

    public void model(UnaryOperator<StationModel> change) {
        model = change.apply(model);
    }

    public FakeStation fixedCable() {
        model(m -> new StationModel(
                m.vendor(), m.model(), m.serial(), m.firmware(), m.connectors(), true, m.maxCurrent()));
        return this;
    }

    /** A change within the present turn. */
    public void change(Runnable change) {
        StationSnapshot before = snapshot();
        change.run();
        listeners.forEach(l -> l.changed(before, snapshot()));
    }

    /** A status, in a turn of its own. */
    public void status(int connector, ConnectorStatus status, String info, FaultState... faults) {
        loop.run(() -> change(() -> connectors.computeIfPresent(
                connector,
                (n, c) -> new ConnectorSnapshot(
                        n,
                        status,
                        info,
                        faults.length == 0 ? Optional.empty() : Optional.of(faults[0]),
                        c.pilot(),
                        c.plugged(),
                        c.locked(),
                        c.offeredAmps(),
                        c.token(),
                        c.transaction(),
                        c.meter(),
                        Optional.of(meter),
                        Optional.of(loop.now())))));
    }

    public void operative(boolean now) {
        loop.run(() -> change(() -> operative = now));
    }

    public void fault(FaultState now) {
        loop.run(() -> change(() -> fault = Optional.ofNullable(now)));
    }

    /** A transaction begins, within the present turn; none when there is one of this key. */
    public void begin(String key, int connector, String token) {
        if (snapshot().transaction(key).isEmpty()) {
            TransactionSnapshot t = new TransactionSnapshot(
                    key,
                    connector,
                    new IdToken(token),
                    Optional.empty(),
                    loop.now(),
                    meter.importWh(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            change(() -> replace(key, Optional.of(t)));
        }
    }

    /** A transaction ends, within the present turn. */
    public void end(String key, StopReason reason, Optional<IdToken> token) {
        snapshot()
                .transaction(key)
                .filter(t -> t.end().isEmpty())
                .ifPresent(t -> change(() -> replace(
                        key,
                        Optional.of(new TransactionSnapshot(
                                key,
                                t.connector(),
                                t.token(),
                                t.group(),
                                t.startedAt(),
                                t.startWh(),
                                t.reservation(),
                                t.suspended(),
                                Optional.of(
                                        new TransactionSnapshot.End(loop.now(), meter.importWh(), reason, token)))))));
    }

    private void replace(String key, Optional<TransactionSnapshot> now) {
        List<TransactionSnapshot> list = new ArrayList<>(transactions);
        list.removeIf(t -> t.key().equals(key));
        now.ifPresent(list::add);
        transactions = List.copyOf(list);
        now.ifPresentOrElse(
                t -> loop.store().table(TABLE).put(key, write(t)),
                () -> loop.store().table(TABLE).remove(key));
        now.ifPresent(t -> connectors.computeIfPresent(
                t.connector(),
                (n, c) -> new ConnectorSnapshot(
                        n,
                        t.end().isEmpty() ? ConnectorStatus.CHARGING : ConnectorStatus.FINISHING,
                        "",
                        c.fault(),
                        c.pilot(),
                        c.plugged(),
                        c.locked(),
                        16,
                        t.end().isEmpty() ? Optional.of(t.token()) : Optional.empty(),
                        t.end().isEmpty() ? Optional.of(key) : Optional.empty(),
                        c.meter(),
                        Optional.of(meter),
                        Optional.of(loop.now()))));
    }

    private static Row write(TransactionSnapshot t) {
        return Row.empty()
                .with("key", t.key())
                .with("connector", t.connector())
                .with("token", t.token().value())
                .with("startedAt", t.startedAt())
                .with("startWh", t.startWh())
                .with("endAt", t.end().map(TransactionSnapshot.End::at))
                .with("endWh", t.end().map(TransactionSnapshot.End::stopWh))
                .with("reason", t.end().map(TransactionSnapshot.End::reason));
    }

    private static TransactionSnapshot read(Row row) {
        return new TransactionSnapshot(
                row.text("key"),
                (int) row.number("connector"),
                new IdToken(row.text("token")),
                Optional.empty(),
                row.instant("startedAt"),
                row.number("startWh"),
                Optional.empty(),
                Optional.empty(),
                row.find("endAt")
                        .map(at -> new TransactionSnapshot.End(
                                Instant.parse(at),
                                row.number("endWh"),
                                StopReason.valueOf(row.text("reason")),
                                Optional.empty())));
    }

    @Override
    public StationSnapshot snapshot() {
        return new StationSnapshot(loop.now(), model, operative, fault, new TreeMap<>(connectors), transactions);
    }

    @Override
    public void rules(SessionRules rules) {
        asked.add("rules " + rules.connectionTimeout().toSeconds() + " " + rules.stopOnEvDisconnect() + " "
                + rules.unlockOnEvDisconnect());
    }

    @Override
    public void lights(LightRules rules) {
        asked.add("lights " + rules.percent() + " " + rules.blinks());
    }

    @Override
    public Optional<Integer> startable(Optional<Integer> connector, IdToken token) {
        return startable.filter(s -> connector.isEmpty() || connector.get().equals(s));
    }

    @Override
    public Optional<Integer> claim(Optional<Integer> connector, IdToken token) {
        return startable(connector, token);
    }

    @Override
    public Optional<KnownTokens.Known> known(IdToken token) {
        return knowledge.stream().flatMap(tokens -> tokens.find(token).stream()).findFirst();
    }

    @Override
    public void present(int connector, IdToken token) {
        asked.add("present " + connector + " " + token.value());
    }

    @Override
    public void start(int connector, IdToken token) {
        asked.add("start " + connector + " " + token.value());
    }

    @Override
    public boolean stop(String transaction, StopReason reason, Optional<IdToken> token) {
        asked.add("stop " + transaction + " " + reason);
        end(transaction, reason, token);
        return true;
    }

    @Override
    public void stopAll(StopReason reason) {
        transactions.forEach(t -> end(t.key(), reason, Optional.empty()));
    }

    @Override
    public void suspend(String transaction, String why) {
        asked.add("suspend " + transaction + " " + why);
    }

    @Override
    public void group(String transaction, Optional<IdToken> group) {
        asked.add("group " + transaction + " " + group.map(IdToken::value).orElse(""));
    }

    @Override
    public void settle(String transaction) {
        change(() -> replace(transaction, Optional.empty()));
    }

    @Override
    public Promise<UnlockOutcome> unlock(int connector) {
        asked.add("unlock " + connector);
        return loop.promises().resolved(unlock);
    }

    @Override
    public void unlockTold(int connector) {
        asked.add("unlock told " + connector);
    }

    /** How many reads wait for a meter. */
    public int waiting() {
        return reads.size();
    }

    /** The meters are back: all reads that wait share the first reading, within the present turn. */
    public void meterBack() {
        meterWaits = false;
        StampedReading first = new StampedReading(loop.now(), meter);
        List<Deferred<StampedReading>> told = List.copyOf(reads);
        reads.clear();
        told.forEach(read -> read.resolve(first));
    }

    /** The reads that wait have waited long enough, within the present turn. */
    public void meterFails() {
        List<Deferred<StampedReading>> told = List.copyOf(reads);
        reads.clear();
        told.forEach(read -> read.fail(new IllegalStateException("the meter does not answer")));
    }

    @Override
    public Promise<StampedReading> read(int connector) {
        if (meterWaits) {
            Deferred<StampedReading> read = loop.promises().deferred();
            reads.add(read);
            return read.getPromise();
        }
        return meterAnswers
                ? loop.promises().resolved(new StampedReading(meterFrozen.orElseGet(loop::now), meter))
                : loop.promises().failed(new IllegalStateException("the meter does not answer"));
    }

    @Override
    public void refresh() {
        asked.add("refresh");
    }
}
