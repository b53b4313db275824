// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.station.IdToken;
import io.gatewatt.station.StartPolicy.Verdict;
import io.gatewatt.station.StopReason;
import io.gatewatt.station.core.Choice.Who;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;

/** Decides what a token shown at a reader means: stop, take back, start, or nothing. Only on the loop. */
final class Counter {

    private final SortedMap<Integer, ConnectorUnit> connectors;
    private final Jury jury;
    private final Publisher publisher;
    private final Choice choice;
    private final Set<IdToken> judged = new HashSet<>();
    /** Card first at a reader of several connectors: where the leave may still move to. */
    private final Map<String, SortedSet<Integer>> movable = new HashMap<>();

    /** @param connectors all connectors by number, live */
    Counter(SortedMap<Integer, ConnectorUnit> connectors, Jury jury, Choice choice, Publisher publisher) {
        this.connectors = connectors;
        this.jury = jury;
        this.choice = choice;
        this.publisher = publisher;
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
        Who who = choice.who(token);
        List<ConnectorUnit> open = choice.open(units, who);
        Optional<ConnectorUnit> target = choice.best(open, who);
        Optional<Integer> named = target.filter(unit -> unit.plugged()
                        || open.size() == 1
                        || choice.reservation(unit, who).isPresent())
                .map(ConnectorUnit::number);
        boolean groupMatters = units.stream().anyMatch(unit -> group(unit).isPresent());
        if (target.isEmpty() && !groupMatters) {
            judged.remove(token);
            publisher.refused(served.size() == 1 ? served.first() : 0, token, choice.refusal(units, who));
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
        Who who = choice.who(token, accept);
        Optional<ConnectorUnit> target = target(units, named, who);
        List<ConnectorUnit> sameGroup = units.stream()
                .filter(unit -> who.group().isPresent() && group(unit).equals(who.group()))
                .toList();
        Optional<ConnectorUnit> held =
                sameGroup.stream().filter(unit -> unit.holder().isPresent()).findFirst();
        boolean carWaits =
                target.filter(unit -> unit.plugged() && !Choice.leftOver(unit)).isPresent();
        if (held.isPresent() && !carWaits) {
            held.get().releaseHeld();
            return;
        }
        if (target.isPresent()) {
            SessionState.Grant grant = choice.grant(target.get(), who, accept);
            boolean chosen = named.isPresent() && grant.reservation().isEmpty();
            if (!target.get().plugged() && served.size() > 1 && !chosen) {
                movable.put(grant.key(), served);
            }
            target.get().on(new SessionEvent.Granted(grant));
            return;
        }
        Optional<ConnectorUnit> running = running(sameGroup).findFirst();
        if (running.isPresent()) {
            stop(running.get(), token);
        } else {
            publisher.refused(0, token, choice.refusal(units, who));
        }
    }

    /** His own reservation, then the connector that was meant when he was asked for, if it still can be, then the best. */
    private Optional<ConnectorUnit> target(List<ConnectorUnit> units, Optional<Integer> named, Who who) {
        List<ConnectorUnit> admitting = choice.admitting(units, who);
        Optional<ConnectorUnit> best = choice.best(admitting, who);
        return best.filter(unit -> choice.reservation(unit, who).isPresent())
                .or(() -> named.map(connectors::get).filter(admitting::contains))
                .or(() -> best);
    }

    /** A connector has changed: a leave given card first follows to the one that was plugged. */
    void plugged(ConnectorUnit unit) {
        if (movable.isEmpty() || !unit.plugged() || !unit.startable() || Choice.leftOver(unit)) {
            return;
        }
        for (ConnectorUnit other : List.copyOf(connectors.values())) {
            Optional<SessionState.Grant> grant = other.session().pending().filter(g -> movable.containsKey(g.key()));
            if (other != unit
                    && grant.isPresent()
                    && !other.plugged()
                    && movable.get(grant.get().key()).contains(unit.number())
                    && moves(grant.get(), unit)) {
                SessionState.Grant old = grant.get();
                movable.remove(old.key());
                other.on(new SessionEvent.Cancelled());
                unit.on(new SessionEvent.Granted(
                        new SessionState.Grant(unit.number(), old.key(), old.token(), old.group(), old.reservation())));
                return;
            }
        }
    }

    /** A leave moves where the same reservation counts, or none: neither into a reservation nor out of one. */
    private boolean moves(SessionState.Grant leave, ConnectorUnit to) {
        Who who = new Who(leave.token(), leave.group());
        return !choice.admitting(List.of(to), who).isEmpty()
                && choice.reservation(to, who).equals(leave.reservation());
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
}
