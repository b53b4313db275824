// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.ConnectorLock;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StartPolicy;
import io.gatewatt.station.StationListener;
import io.gatewatt.station.StationModel;
import io.gatewatt.station.StationSnapshot;
import io.gatewatt.station.TransactionSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.util.promise.Promise;

/** A station on virtual time with two connectors on fake hardware, one reader for both, and a policy that knows some tokens. */
final class Rig implements StationListener, StartPolicy {

    final boolean fixedCable;
    final FakeHardware[] hardware = {null, new FakeHardware(), new FakeHardware()};
    final EnergyMeter[] meters = new EnergyMeter[3];
    final ConnectorController[] boards = new ConnectorController[3];
    final ConnectorLock[] locks = new ConnectorLock[3];
    final FakeHardware.Reader reader = new FakeHardware.Reader();
    final Set<String> hanging = new HashSet<>();
    final Map<String, Verdict> verdicts = new HashMap<>();
    final List<String> judged = new ArrayList<>();
    final List<String> statuses = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    VirtualLoop loop = new VirtualLoop();
    StationUnit station;
    boolean ready;
    int connectors = 2;
    private int keys;

    Rig(boolean fixedCable) {
        this.fixedCable = fixedCable;
        for (int n = 1; n <= 2; n++) {
            meters[n] = hardware[n].new Meter();
            boards[n] = hardware[n].new Board();
            locks[n] = hardware[n].new Lock();
            hardware[n].station = fixedCable;
        }
        verdicts.put("T1", new Verdict.Accept(Optional.empty(), Optional.empty()));
        verdicts.put("T2", new Verdict.Accept(Optional.empty(), Optional.empty()));
        verdicts.put("G1", new Verdict.Accept(Optional.of(new IdToken("P")), Optional.empty()));
        verdicts.put("G2", new Verdict.Accept(Optional.of(new IdToken("P")), Optional.empty()));
        boot();
        loop.run();
        statuses.clear();
    }

    private void boot() {
        ready = false;
        StationModel model = new StationModel("Gatewatt", "Virtual AC", "", "1", connectors, fixedCable, 32);
        VirtualLoop mine = loop;
        station = new StationUnit(loop, model, name -> new LoopLane(name, mine, hanging), () -> "tx" + ++keys);
        loop.submit("boot", () -> {
            station.start(() -> ready = true);
            station.policies().add(this, 0, 1);
            station.publisher().add(this, 0, 2);
            for (int n = 1; n <= 2; n++) {
                station.device(n, Ports.METER, meters[n], true);
                station.device(n, Ports.CONTROLLER, boards[n], true);
                if (!fixedCable) {
                    station.device(n, Ports.LOCK, locks[n], true);
                }
                station.reader(n, reader, true);
            }
        });
    }

    /** The process dies and starts again; the hardware stays as it is. */
    void crash() {
        crash(0);
        loop.run();
        statuses.clear();
    }

    /** The same, and only so many turns of the new process. */
    void crash(int turns) {
        loop = loop.crash();
        boot();
        for (int i = 0; i < turns; i++) {
            loop.step();
        }
    }

    FakeHardware first() {
        return hardware[1];
    }

    void plug(int connector) {
        hardware[connector].plug();
        loop.run();
    }

    void unplug(int connector) {
        hardware[connector].unplug();
        loop.run();
    }

    void show(String token) {
        reader.show(token);
        loop.run();
    }

    /** Time passes, energy flows. */
    void seconds(long seconds) {
        for (long s = 0; s < seconds; s++) {
            hardware[1].energy(1);
            hardware[2].energy(1);
            loop.advance(Duration.ofSeconds(1));
        }
    }

    void does(Runnable task) {
        loop.run(task);
    }

    ConnectorStatus status(int connector) {
        return station.snapshot().connectors().get(connector).status();
    }

    List<TransactionSnapshot> transactions() {
        return station.snapshot().transactions();
    }

    TransactionSnapshot only() {
        if (transactions().size() != 1) {
            throw new AssertionError("one transaction expected: " + transactions());
        }
        return transactions().get(0);
    }

    /** What was published since the last call. */
    List<String> told() {
        List<String> all = List.copyOf(statuses);
        statuses.clear();
        return all;
    }

    @Override
    public void changed(StationSnapshot before, StationSnapshot after) {
        for (TransactionSnapshot tx : after.transactions()) {
            Optional<TransactionSnapshot> was = before.transaction(tx.key());
            if (was.isEmpty()) {
                statuses.add(tx.connector() + " start " + tx.token().value());
            }
            if (tx.end().isPresent() && was.filter(old -> old.end().isPresent()).isEmpty()) {
                statuses.add(tx.connector() + " stop " + tx.end().get().reason());
            }
        }
        after.connectors().forEach((number, now) -> {
            if (before.connector(number)
                    .filter(was -> was.status() == now.status())
                    .isEmpty()) {
                statuses.add(number + " " + now.status());
            }
        });
    }

    @Override
    public void refused(int connector, IdToken token, String why) {
        refused.add(connector + " " + token.value() + ": " + why);
    }

    @Override
    public Promise<Verdict> judge(Optional<Integer> connector, IdToken token) {
        judged.add(connector.map(String::valueOf).orElse("any") + " " + token.value());
        return loop.promises().resolved(verdicts.getOrDefault(token.value(), new Verdict.Refuse("unknown")));
    }
}
