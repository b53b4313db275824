// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.StopButton;
import io.gatewatt.driver.TokenReader;
import io.gatewatt.loop.Loop;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.CurrentLimit;
import io.gatewatt.station.FaultState;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.KnownTokens;
import io.gatewatt.station.KnownTokens.Known;
import io.gatewatt.station.LightRules;
import io.gatewatt.station.Reservations;
import io.gatewatt.station.SessionRules;
import io.gatewatt.station.StartPolicy;
import io.gatewatt.station.Station;
import io.gatewatt.station.StationModel;
import io.gatewatt.station.StationSnapshot;
import io.gatewatt.station.StatusFacet;
import io.gatewatt.station.StopReason;
import io.gatewatt.station.TransactionSnapshot;
import io.gatewatt.station.UnlockOutcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.util.promise.Promise;

/** The station: its connectors and what binds them together. Only on the loop, but for {@link #snapshot()}. */
final class StationUnit implements Station, ConnectorHost {

    private final Loop loop;
    private final Lanes lanes;
    private final SortedMap<Integer, ConnectorUnit> connectors = new TreeMap<>();
    private final TransactionBook book;
    private final Publisher publisher;
    private final Counter counter;
    private final Afar afar;
    private final ReaderDesk readers;
    private final StationFaults faults;
    private final PowerGuard power;
    private final Lights lights;
    private final Bindings bindings = new Bindings();
    private final SortedMap<Integer, Listening<StopButton>> buttons = new TreeMap<>();
    private final Ranked<StartPolicy> policies = new Ranked<>();
    private final Ranked<KnownTokens> knowledge = new Ranked<>();
    private final Ranked<Reservations> reservations = new Ranked<>();
    private final Ranked<CurrentLimit> limits = new Ranked<>();
    private final Ranked<StatusFacet> facets = new Ranked<>();
    private Runnable ready = () -> {};
    private StationModel model;
    private SessionRules rules = SessionRules.DEFAULT;

    /**
     * @param threads makes the thread of a lane of this name
     * @param keys gives keys of transactions, each once
     */
    StationUnit(Loop loop, StationModel model, Function<String, ExecutorService> threads, Supplier<String> keys) {
        this.loop = loop;
        this.model = model;
        this.lanes = new Lanes(loop, threads);
        this.book = new TransactionBook(loop);
        this.publisher = new Publisher(loop, model);
        Jury jury = new Jury(loop, policies);
        Choice choice = new Choice(reservations, this::known, keys);
        this.counter = new Counter(connectors, jury, choice, publisher);
        this.afar = new Afar(loop, connectors, jury, choice, publisher);
        this.lights = new Lights(loop, lanes);
        this.readers = new ReaderDesk(loop, lanes, (served, token) -> {
            lights.sign();
            counter.shown(served, token);
        });
        this.faults = new StationFaults(loop, lanes, this::publish);
        this.power = new PowerGuard(
                loop,
                lanes,
                () -> stopAll(StopReason.POWER_LOSS),
                () -> book.all().isEmpty(),
                this::refresh);
    }

    /**
     * Reads the journal, begins to poll, and to close what a power cut left open.
     *
     * @param ready called once the devices of all connectors have answered, or have had their time to: until then their status is a guess
     */
    void start(Runnable ready) {
        this.ready = ready;
        book.recover(model.connectors());
        settings(model);
        faults.start();
        loop.after(Timing.FIRST_REPORTS, "first reports", () -> {
            // Who has not come by now is missing: that is the first that anybody hears of it.
            refresh();
            tellReady();
        });
    }

    private void tellReady() {
        Runnable told = ready;
        ready = () -> {};
        told.run();
    }

    /** Lets go of all devices; outputs stay as last commanded, transactions stay in the journal. */
    void close() {
        connectors.values().forEach(ConnectorUnit::close);
        readers.close();
        buttons.values().forEach(Listening::close);
        power.inputs().close();
        lights.close();
        faults.close();
    }

    /** Takes settings: connectors are added at once, and taken away when their transaction is over. */
    void settings(StationModel next) {
        model = next;
        for (int number = 1; number <= next.connectors(); number++) {
            if (!connectors.containsKey(number)) {
                ConnectorUnit unit = new ConnectorUnit(number, loop, lanes, this);
                connectors.put(number, unit);
                unit.settings(next.maxCurrent(), next.fixedCable());
                unit.resume(book.cutOff(number));
                bindings.replay(unit);
                unit.start();
            }
        }
        connectors.values().forEach(unit -> unit.settings(next.maxCurrent(), next.fixedCable()));
        removeSurplus();
        refresh();
    }

    private void removeSurplus() {
        for (ConnectorUnit unit :
                List.copyOf(connectors.tailMap(model.connectors() + 1).values())) {
            if (!unit.inTransaction()) {
                unit.close();
                connectors.remove(unit.number());
                publisher.without(unit.number());
            }
        }
    }

    // ---------------------------------------------------------------- bound from outside

    /** A device comes to a connector, or goes. */
    <D> void device(int connector, Bindings.Port<D> port, D device, boolean comes) {
        if (comes) {
            bindings.add(connector, port, device);
        } else {
            bindings.remove(connector, port, device);
        }
        ConnectorUnit unit = connectors.get(connector);
        if (unit != null) {
            port.plug(unit, device, comes);
        }
    }

    void reader(int connector, TokenReader reader, boolean comes) {
        if (comes) {
            readers.bind(connector, reader);
        } else {
            readers.unbind(connector, reader);
        }
    }

    void button(int connector, StopButton button, boolean comes) {
        if (comes) {
            buttons.computeIfAbsent(
                            connector,
                            number -> new Listening<>(
                                    "stop button " + number,
                                    lanes,
                                    device -> device.listen(
                                            press -> loop.submit("stop button", () -> pressed(number, press)))))
                    .bind(button);
        } else if (buttons.containsKey(connector)) {
            buttons.get(connector).unbind(button);
        }
    }

    /** A stop button was pressed: ends what runs, or takes back a leave to start. */
    private void pressed(int connector, StopButton.Press press) {
        ConnectorUnit unit = connectors.get(connector);
        if (unit != null) {
            boolean emergency = press == StopButton.Press.EMERGENCY;
            unit.on(new SessionEvent.Cancelled());
            unit.on(new SessionEvent.Stopped(
                    emergency ? StopReason.EMERGENCY_STOP : StopReason.LOCAL, Optional.empty()));
        }
    }

    Lanes lanes() {
        return lanes;
    }

    StationFaults faults() {
        return faults;
    }

    PowerGuard power() {
        return power;
    }

    Lights lights() {
        return lights;
    }

    Publisher publisher() {
        return publisher;
    }

    Ranked<StartPolicy> policies() {
        return policies;
    }

    Ranked<KnownTokens> knowledge() {
        return knowledge;
    }

    Ranked<Reservations> reservations() {
        return reservations;
    }

    Ranked<CurrentLimit> limits() {
        return limits;
    }

    Ranked<StatusFacet> facets() {
        return facets;
    }

    // ---------------------------------------------------------------- for the connectors

    @Override
    public SessionRules rules() {
        return rules;
    }

    @Override
    public OptionalDouble limit(int connector) {
        return limits.ask(limit -> limit.amps(connector)).stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .min();
    }

    @Override
    public boolean operative(int connector) {
        return !facets.ask(facet -> facet.operative(0) && facet.operative(connector))
                .contains(false);
    }

    @Override
    public boolean reserved(int connector) {
        return facets.ask(facet -> facet.reserved(connector)).contains(true);
    }

    @Override
    public Optional<FaultState> fault(int connector) {
        Stream<FaultState> own =
                facets.ask(facet -> facet.fault(connector)).stream().flatMap(Optional::stream);
        return Stream.concat(stationFault().filter(FaultState::blocking).stream(), own)
                .reduce((first, next) -> next.blocking() && !first.blocking() ? next : first);
    }

    private Optional<FaultState> stationFault() {
        Optional<FaultState> told = facets.ask(facet -> facet.fault(0)).stream()
                .flatMap(Optional::stream)
                .findFirst();
        return faults.worst(readers.fault())
                .filter(fault -> fault.blocking() || told.isEmpty())
                .or(() -> told);
    }

    @Override
    public boolean refusing() {
        return power.failing();
    }

    @Override
    public TransactionBook book() {
        return book;
    }

    @Override
    public void changed(ConnectorUnit unit) {
        if (connectors.get(unit.number()) != unit) {
            return;
        }
        publisher.connector(unit.snapshot(), book.all());
        if (unit.plugged()) {
            counter.plugged(unit);
        }
        if (unit.number() > model.connectors() && !unit.inTransaction()) {
            loop.submit("surplus connector", this::removeSurplus);
        }
        power.look();
        if (connectors.values().stream().allMatch(ConnectorUnit::reported)) {
            tellReady();
        }
    }

    /** What the station as a whole has to say; its faults concern every connector at once. */
    private void publish() {
        Optional<FaultState> before = publisher.snapshot().fault();
        publisher.station(model, !facets.ask(facet -> facet.operative(0)).contains(false), stationFault());
        if (!publisher.snapshot().fault().equals(before)) {
            List.copyOf(connectors.values()).forEach(ConnectorUnit::look);
        }
    }

    // ---------------------------------------------------------------- Station

    @Override
    public StationSnapshot snapshot() {
        return publisher.snapshot();
    }

    @Override
    public void rules(SessionRules next) {
        rules = next;
        connectors.values().forEach(ConnectorUnit::look);
    }

    @Override
    public void lights(LightRules next) {
        lights.rules(next);
    }

    @Override
    public Optional<Integer> startable(Optional<Integer> connector, IdToken token) {
        return afar.startable(connector, token);
    }

    @Override
    public Optional<Integer> claim(Optional<Integer> connector, IdToken token) {
        return afar.claim(connector, token);
    }

    @Override
    public Optional<Known> known(IdToken token) {
        return knowledge.ask(tokens -> tokens.find(token)).stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public void present(int connector, IdToken token) {
        afar.present(connector, token);
    }

    @Override
    public void start(int connector, IdToken token) {
        afar.start(connector, token);
    }

    @Override
    public boolean stop(String transaction, StopReason reason, Optional<IdToken> token) {
        Optional<ConnectorUnit> unit = running(tx -> tx.key().equals(transaction));
        unit.ifPresent(found -> found.on(new SessionEvent.Stopped(reason, token)));
        return unit.isPresent();
    }

    @Override
    public void stopAll(StopReason reason) {
        List.copyOf(connectors.values()).forEach(unit -> {
            unit.on(new SessionEvent.Stopped(reason, Optional.empty()));
            unit.on(new SessionEvent.Cancelled());
        });
    }

    @Override
    public void suspend(String transaction, String why) {
        running(tx -> tx.key().equals(transaction)).ifPresent(unit -> unit.on(new SessionEvent.Suspended(why)));
    }

    @Override
    public void group(String transaction, Optional<IdToken> group) {
        connectors.values().stream()
                .filter(unit -> unit.session()
                        .current()
                        .filter(tx -> tx.key().equals(transaction))
                        .isPresent())
                .findFirst()
                .ifPresent(unit -> unit.on(new SessionEvent.Grouped(group)));
    }

    private Optional<ConnectorUnit> running(Predicate<TransactionSnapshot> wanted) {
        return connectors.values().stream()
                .filter(unit -> unit.session() instanceof SessionState.Running)
                .filter(unit -> unit.session().current().filter(wanted).isPresent())
                .findFirst();
    }

    @Override
    public void settle(String transaction) {
        if (book.settle(transaction)) {
            publisher.transactions(book.all());
            power.look();
        }
    }

    @Override
    public Promise<UnlockOutcome> unlock(int connector) {
        ConnectorUnit unit = connectors.get(connector);
        return unit == null
                ? loop.promises().resolved(UnlockOutcome.NO_LOCK)
                : unit.release().begin();
    }

    @Override
    public void unlockTold(int connector) {
        ConnectorUnit unit = connectors.get(connector);
        if (unit != null) {
            unit.release().told();
        }
    }

    @Override
    public Promise<StampedReading> read(int connector) {
        ConnectorUnit unit = connectors.get(connector);
        return unit == null
                ? loop.promises().failed(new IllegalArgumentException("there is no connector " + connector))
                : unit.read();
    }

    @Override
    public void refresh() {
        publish();
        List.copyOf(connectors.values()).forEach(ConnectorUnit::look);
    }

    /** Status of a connector, for tests and logs. */
    ConnectorStatus status(int connector) {
        return connectors.get(connector).status();
    }
}
