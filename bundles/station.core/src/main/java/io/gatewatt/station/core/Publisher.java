// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.loop.Loop;
import io.gatewatt.station.ConnectorSnapshot;
import io.gatewatt.station.FaultState;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StationListener;
import io.gatewatt.station.StationModel;
import io.gatewatt.station.StationSnapshot;
import io.gatewatt.station.TransactionSnapshot;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the snapshot and tells the listeners inside the turn; other threads see it once the turn is durable. */
final class Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final Loop loop;
    private final Ranked<StationListener> listeners = new Ranked<>();
    private final Queue<Consumer<StationListener>> untold = new ArrayDeque<>();
    private boolean telling;
    private StationSnapshot current;
    private volatile StationSnapshot published;

    Publisher(Loop loop, StationModel model) {
        this.loop = loop;
        this.current = new StationSnapshot(
                loop.clock().instant(), model, true, Optional.empty(), Collections.emptySortedMap(), List.of());
        this.published = current;
    }

    /** On the loop the present turn's state, elsewhere the last durable one. */
    StationSnapshot snapshot() {
        return loop.inLoop() ? current : published;
    }

    void add(StationListener listener, int ranking, long id) {
        listeners.add(listener, ranking, id);
        StationSnapshot now = current;
        guarded(listener, l -> l.changed(now, now));
    }

    void remove(StationListener listener) {
        listeners.remove(listener);
    }

    /** A connector has changed, and with it perhaps the transactions. */
    void connector(ConnectorSnapshot next, List<TransactionSnapshot> transactions) {
        boolean same = next.equals(current.connectors().get(next.number()));
        if (!same || !transactions.equals(current.transactions())) {
            SortedMap<Integer, ConnectorSnapshot> all = new TreeMap<>(current.connectors());
            all.put(next.number(), next);
            tell(all, current.model(), current.operative(), current.fault(), transactions);
        }
    }

    /** A connector was taken away. */
    void without(int connector) {
        SortedMap<Integer, ConnectorSnapshot> all = new TreeMap<>(current.connectors());
        if (all.remove(connector) != null) {
            tell(all, current.model(), current.operative(), current.fault(), current.transactions());
        }
    }

    /** The station itself has changed. */
    void station(StationModel model, boolean operative, Optional<FaultState> fault) {
        if (!model.equals(current.model()) || operative != current.operative() || !fault.equals(current.fault())) {
            tell(current.connectors(), model, operative, fault, current.transactions());
        }
    }

    /** The transactions have changed. */
    void transactions(List<TransactionSnapshot> transactions) {
        if (!transactions.equals(current.transactions())) {
            tell(current.connectors(), current.model(), current.operative(), current.fault(), transactions);
        }
    }

    void refused(int connector, IdToken token, String why) {
        LOG.info("connector {}: a token was refused: {}", connector, why);
        listeners.all().forEach(listener -> guarded(listener, l -> l.refused(connector, token, why)));
    }

    private void tell(
            SortedMap<Integer, ConnectorSnapshot> connectors,
            StationModel model,
            boolean operative,
            Optional<FaultState> fault,
            List<TransactionSnapshot> transactions) {
        StationSnapshot before = current;
        StationSnapshot after = new StationSnapshot(
                loop.clock().instant(),
                model,
                operative,
                fault,
                Collections.unmodifiableSortedMap(connectors),
                transactions);
        current = after;
        loop.afterCommit(() -> published = after);
        // A listener may change the station; the others still hear of one change after the other.
        untold.add(listener -> listener.changed(before, after));
        if (!telling) {
            telling = true;
            try {
                for (Consumer<StationListener> change = untold.poll(); change != null; change = untold.poll()) {
                    Consumer<StationListener> next = change;
                    listeners.all().forEach(listener -> guarded(listener, next));
                }
            } finally {
                telling = false;
            }
        }
    }

    private static void guarded(StationListener listener, Consumer<StationListener> call) {
        try {
            call.accept(listener);
        } catch (RuntimeException e) {
            LOG.error("{} failed on a change of the station", listener, e);
        }
    }
}
