// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StartPolicy.Verdict;
import io.gatewatt.station.StopReason;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Decides what a presented token means: stop, take back, start, or nothing. Only on the loop. */
final class Counter {

    private final SortedMap<Integer, ConnectorUnit> connectors;
    private final Jury jury;
    private final Publisher publisher;
    private final Supplier<String> keys;
    private final Set<IdToken> judged = new HashSet<>();
    /** Card first at a reader of several connectors: where the leave may still move to. */
    private final Map<String, SortedSet<Integer>> movable = new HashMap<>();

    /**
     * @param connectors all connectors by number, live
     * @param keys gives keys of transactions, each once
     */
    Counter(SortedMap<Integer, ConnectorUnit> connectors, Jury jury, Publisher publisher, Supplier<String> keys) {
        this.connectors = connectors;
        this.jury = jury;
        this.publisher = publisher;
        this.keys = keys;
    }

    /** A token was shown to a reader of these connectors. */
    void shown(SortedSet<Integer> served, IdToken token) {
        List<ConnectorUnit> units = units(served);
        Optional<ConnectorUnit> own = running(units)
                .filter(unit -> unit.session().current().get().token().equals(token))
                .findFirst();
        if (own.isPresent()) {
            stop(own.get(), token);
            return;
        }
        if (units.stream().anyMatch(unit -> ends(unit, token))) {
            return;
        }
        Optional<ConnectorUnit> pending = units.stream()
                .filter(unit -> unit.session()
                        .pending()
                        .filter(grant -> grant.token().equals(token))
                        .isPresent())
                .findFirst();
        if (pending.isPresent()) {
            pending.get().on(new SessionEvent.Cancelled());
            return;
        }
        Optional<ConnectorUnit> held = units.stream()
                .filter(unit -> unit.holder()
                        .filter(holder -> holder.token().equals(token))
                        .isPresent())
                .findFirst();
        if (held.isPresent()) {
            held.get().releaseHeld();
            return;
        }
        if (!judged.add(token)) {
            return;
        }
        Optional<ConnectorUnit> target = best(units, token);
        Optional<Integer> named =
                target.filter(unit -> unit.plugged() || choices(units) == 1).map(ConnectorUnit::number);
        boolean groupMatters = units.stream().anyMatch(unit -> group(unit).isPresent());
        if (target.isEmpty() && !groupMatters) {
            judged.remove(token);
            publisher.refused(served.size() == 1 ? served.first() : 0, token, "no connector is free");
            return;
        }
        named.map(connectors::get).ifPresent(unit -> unit.claim(true));
        jury.judge(named, token).onSuccess(verdict -> {
            judged.remove(token);
            named.map(connectors::get).ifPresent(unit -> unit.claim(false));
            judgedAtReader(served, named, token, verdict);
        });
    }

    private void judgedAtReader(SortedSet<Integer> served, Optional<Integer> named, IdToken token, Verdict verdict) {
        List<ConnectorUnit> units = units(served);
        if (verdict instanceof Verdict.Refuse refuse) {
            publisher.refused(named.orElse(0), token, refuse.why());
            return;
        }
        Verdict.Accept accept = (Verdict.Accept) verdict;
        Optional<ConnectorUnit> target =
                named.map(connectors::get).filter(ConnectorUnit::startable).or(() -> best(units, token));
        Optional<ConnectorUnit> held = units.stream()
                .filter(unit -> unit.holder().isPresent())
                .filter(unit -> accept.group().isPresent() && group(unit).equals(accept.group()))
                .findFirst();
        boolean carWaits =
                target.filter(unit -> unit.plugged() && !leftOver(unit)).isPresent();
        if (held.isPresent() && !carWaits) {
            held.get().releaseHeld();
            return;
        }
        if (target.isPresent()) {
            boolean free = !target.get().plugged() && served.size() > 1 && named.isEmpty();
            SessionState.Grant grant = grant(target.get().number(), token, accept);
            if (free) {
                movable.put(grant.key(), served);
            }
            target.get().on(new SessionEvent.Granted(grant));
            return;
        }
        Optional<ConnectorUnit> sameGroup = running(units)
                .filter(unit -> accept.group().isPresent() && group(unit).equals(accept.group()))
                .findFirst();
        if (sameGroup.isEmpty()) {
            publisher.refused(0, token, "no connector is free");
        } else {
            stop(sameGroup.get(), token);
        }
    }

    /** A token was presented from afar for one connector. */
    void present(int number, IdToken token) {
        ConnectorUnit unit = connectors.get(number);
        if (unit == null || !unit.startable()) {
            publisher.refused(number, token, "connector is not free");
            return;
        }
        unit.claim(true);
        jury.judge(Optional.of(number), token).onSuccess(verdict -> {
            unit.claim(false);
            if (verdict instanceof Verdict.Accept accept && unit.startable()) {
                unit.on(new SessionEvent.Granted(grant(number, token, accept)));
            } else {
                publisher.refused(
                        number, token, verdict instanceof Verdict.Refuse no ? no.why() : "connector is not free");
            }
        });
    }

    /** A token counts as accepted for one connector. */
    void start(int number, IdToken token) {
        ConnectorUnit unit = connectors.get(number);
        if (unit == null || !unit.startable()) {
            publisher.refused(number, token, "connector is not free");
            return;
        }
        unit.on(new SessionEvent.Granted(grant(number, token, new Verdict.Accept(Optional.empty(), Optional.empty()))));
    }

    /** The connector a start would use. */
    Optional<Integer> startable(Optional<Integer> number, IdToken token) {
        if (number.isPresent()) {
            return number.map(connectors::get).filter(ConnectorUnit::startable).map(ConnectorUnit::number);
        }
        return best(connectors.values(), token).map(ConnectorUnit::number);
    }

    /** A connector has changed: a leave given card first follows to the one that was plugged. */
    void plugged(ConnectorUnit unit) {
        if (movable.isEmpty() || !unit.plugged() || !unit.startable() || leftOver(unit)) {
            return;
        }
        for (ConnectorUnit other : List.copyOf(connectors.values())) {
            Optional<SessionState.Grant> grant = other.session().pending().filter(g -> movable.containsKey(g.key()));
            if (other != unit
                    && grant.isPresent()
                    && !other.plugged()
                    && movable.get(grant.get().key()).contains(unit.number())) {
                SessionState.Grant old = grant.get();
                movable.remove(old.key());
                other.on(new SessionEvent.Cancelled());
                unit.on(new SessionEvent.Granted(
                        new SessionState.Grant(unit.number(), old.key(), old.token(), old.group(), old.reservation())));
                return;
            }
        }
    }

    /** Forgets moves of leaves that were used or taken back. */
    void tidy() {
        movable.keySet()
                .removeIf(key -> connectors.values().stream()
                        .noneMatch(unit -> unit.session()
                                .pending()
                                .filter(grant -> grant.key().equals(key))
                                .isPresent()));
    }

    private SessionState.Grant grant(int number, IdToken token, Verdict.Accept accept) {
        return new SessionState.Grant(number, keys.get(), token, accept.group(), accept.reservation());
    }

    private void stop(ConnectorUnit unit, IdToken token) {
        unit.on(new SessionEvent.Stopped(StopReason.LOCAL, Optional.of(token)));
    }

    private static boolean ends(ConnectorUnit unit, IdToken token) {
        return unit.session() instanceof SessionState.Ending ending
                && ending.transaction().token().equals(token);
    }

    private static Optional<IdToken> group(ConnectorUnit unit) {
        return unit.session() instanceof SessionState.Running running
                ? running.transaction().group()
                : unit.holder().flatMap(CableHold.Holder::group);
    }

    private List<ConnectorUnit> units(SortedSet<Integer> served) {
        return served.stream().map(connectors::get).filter(unit -> unit != null).toList();
    }

    private static Stream<ConnectorUnit> running(List<ConnectorUnit> units) {
        return units.stream().filter(unit -> unit.session() instanceof SessionState.Running);
    }

    private static boolean leftOver(ConnectorUnit unit) {
        return unit.status() == ConnectorStatus.FINISHING || unit.forgotten();
    }

    private static long choices(List<ConnectorUnit> units) {
        return units.stream().filter(ConnectorUnit::startable).count();
    }

    private static Optional<ConnectorUnit> best(Collection<ConnectorUnit> units, IdToken token) {
        return units.stream().filter(ConnectorUnit::startable).min(Comparator.comparingInt(unit -> order(unit, token)));
    }

    /**
     * Plugged and waiting first, then free, then reserved. A cable whose session is over, or that nobody came for in time, comes last, lest
     * somebody who wants the free connector pays for the car that still stands there; but its own token may start it again.
     */
    private static int order(ConnectorUnit unit, IdToken token) {
        if (leftOver(unit)) {
            return unit.endedBy(token) ? 0 : 4;
        }
        if (unit.status() == ConnectorStatus.RESERVED) {
            return unit.plugged() ? 2 : 3;
        }
        return unit.plugged() ? 0 : 1;
    }
}
