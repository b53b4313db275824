// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.KnownTokens.Known;
import io.gatewatt.station.Reservations;
import io.gatewatt.station.Reservations.Claim;
import io.gatewatt.station.StartPolicy.Verdict;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Which connector is for whom, and the leave to start there. Only on the loop. */
final class Choice {

    /** Who wants to start. */
    record Who(IdToken token, Optional<IdToken> group) {}

    private final Ranked<Reservations> reservations;
    private final Function<IdToken, Optional<Known>> known;
    private final Supplier<String> keys;

    /**
     * @param known what is known here of a token
     * @param keys gives keys of transactions, each once
     */
    Choice(Ranked<Reservations> reservations, Function<IdToken, Optional<Known>> known, Supplier<String> keys) {
        this.reservations = reservations;
        this.known = known;
        this.keys = keys;
    }

    /** Who shows this token, as far as it is known here. */
    Who who(IdToken token) {
        return new Who(token, known.apply(token).flatMap(Known::group));
    }

    /** Who shows this token, now that it was accepted. */
    Who who(IdToken token, Verdict.Accept accept) {
        return accept.group().isPresent() ? new Who(token, accept.group()) : who(token);
    }

    /** His leave to start there. */
    SessionState.Grant grant(ConnectorUnit unit, Who who, Verdict.Accept accept) {
        Optional<Integer> reservation = accept.reservation().or(() -> reservation(unit, who));
        return new SessionState.Grant(unit.number(), keys.get(), who.token(), who.group(), reservation);
    }

    /** What the connector is to somebody. */
    Claim claim(ConnectorUnit unit, Who who) {
        return reservations.ask(r -> r.claim(unit.number(), who.token(), who.group())).stream()
                .filter(claim -> claim != null && !(claim instanceof Claim.None))
                .findFirst()
                .orElse(new Claim.None());
    }

    /** The reservation by which the connector is kept for him. */
    Optional<Integer> reservation(ConnectorUnit unit, Who who) {
        return claim(unit, who) instanceof Claim.Own own ? Optional.of(own.reservation()) : Optional.empty();
    }

    /** Where he could start, as far as it can be said before he was authorised. */
    List<ConnectorUnit> open(Collection<ConnectorUnit> units, Who who) {
        return units.stream()
                .filter(ConnectorUnit::startable)
                .filter(unit -> !(claim(unit, who) instanceof Claim.Others))
                .toList();
    }

    /** Where he may start, now that his group is known, if he has one. */
    List<ConnectorUnit> admitting(Collection<ConnectorUnit> units, Who who) {
        return units.stream()
                .filter(ConnectorUnit::startable)
                .filter(unit -> kept(unit, who).isEmpty())
                .toList();
    }

    /** The one of these that he most likely means. */
    Optional<ConnectorUnit> best(Collection<ConnectorUnit> units, Who who) {
        return units.stream().min(Comparator.comparingInt(unit -> order(unit, who)));
    }

    /** Why he may not start at any of these: the one free is kept for others, else the first's own obstacle. */
    String refusal(Collection<ConnectorUnit> units, Who who) {
        return units.stream()
                .filter(ConnectorUnit::startable)
                .flatMap(unit -> kept(unit, who).stream())
                .findFirst()
                .orElseGet(() -> units.size() == 1
                        ? units.iterator().next().obstacle().orElse("the connector is in use")
                        : "no connector is free");
    }

    private Optional<String> kept(ConnectorUnit unit, Who who) {
        Claim claim = claim(unit, who);
        if (claim instanceof Claim.Others others) {
            return Optional.of(others.why());
        }
        return claim instanceof Claim.OfGroup group ? Optional.of(group.why()) : Optional.empty();
    }

    /** Whether a cable was left in whose owner is not awaited any more. */
    static boolean leftOver(ConnectorUnit unit) {
        return unit.status() == ConnectorStatus.FINISHING || unit.forgotten();
    }

    /**
     * His own reservation first, then plugged and waiting, then free, then reserved. A cable whose session is over, or that nobody came
     * for in time, comes last, lest somebody who wants the free connector pays for the car that still stands there; but its own token may
     * start it again.
     */
    private int order(ConnectorUnit unit, Who who) {
        Claim claim = claim(unit, who);
        if (claim instanceof Claim.Own) {
            return unit.plugged() ? 0 : 1;
        }
        if (leftOver(unit)) {
            return unit.endedBy(who.token()) ? 2 : 6;
        }
        if (unit.status() == ConnectorStatus.RESERVED || claim instanceof Claim.OfGroup) {
            return unit.plugged() ? 4 : 5;
        }
        return unit.plugged() ? 2 : 3;
    }
}
