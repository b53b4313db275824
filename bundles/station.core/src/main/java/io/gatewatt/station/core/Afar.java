// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Timer;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StartPolicy.Verdict;
import io.gatewatt.station.core.Choice.Who;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Starts that are asked for from afar. Only on the loop. */
final class Afar {

    private record Promised(IdToken token, Timer end) {}

    private final Loop loop;
    private final SortedMap<Integer, ConnectorUnit> connectors;
    private final Jury jury;
    private final Choice choice;
    private final Publisher publisher;
    /** Starts that were promised and did not begin yet, by connector. */
    private final Map<Integer, Promised> promised = new HashMap<>();

    /** @param connectors all connectors by number, live */
    Afar(Loop loop, SortedMap<Integer, ConnectorUnit> connectors, Jury jury, Choice choice, Publisher publisher) {
        this.loop = loop;
        this.connectors = connectors;
        this.jury = jury;
        this.choice = choice;
        this.publisher = publisher;
    }

    /** A token was presented from afar for one connector. */
    void present(int number, IdToken token) {
        redeem(number, token);
        startable(number, choice.who(token)).ifPresent(unit -> ask(unit, token));
    }

    private void ask(ConnectorUnit unit, IdToken token) {
        unit.claim(true);
        jury.judge(Optional.of(unit.number()), token).onSuccess(verdict -> {
            unit.claim(false);
            if (verdict instanceof Verdict.Accept accept) {
                Who who = choice.who(token, accept);
                if (choice.admitting(List.of(unit), who).isEmpty()) {
                    publisher.refused(unit.number(), token, choice.refusal(List.of(unit), who));
                } else {
                    unit.on(new SessionEvent.Granted(choice.grant(unit, who, accept)));
                }
            } else if (verdict instanceof Verdict.Refuse no) {
                publisher.refused(unit.number(), token, no.why());
            }
        });
    }

    /** A token counts as accepted for one connector. */
    void start(int number, IdToken token) {
        redeem(number, token);
        Who who = choice.who(token);
        startable(number, who).ifPresent(unit -> {
            if (choice.admitting(List.of(unit), who).isEmpty()) {
                // Kept for a group: only who is asked can say whether it is his.
                ask(unit, token);
            } else {
                unit.on(new SessionEvent.Granted(
                        choice.grant(unit, who, new Verdict.Accept(Optional.empty(), Optional.empty()))));
            }
        });
    }

    /** The connector, if somebody could start there; else he is told why not. */
    private Optional<ConnectorUnit> startable(int number, Who who) {
        ConnectorUnit unit = connectors.get(number);
        if (unit == null) {
            publisher.refused(number, who.token(), "there is no connector " + number);
            return Optional.empty();
        }
        if (choice.open(List.of(unit), who).isEmpty()) {
            publisher.refused(number, who.token(), choice.refusal(List.of(unit), who));
            return Optional.empty();
        }
        return Optional.of(unit);
    }

    /** The connector a start would use. */
    Optional<Integer> startable(Optional<Integer> number, IdToken token) {
        Collection<ConnectorUnit> units =
                number.isPresent() ? number.map(connectors::get).map(List::of).orElse(List.of()) : connectors.values();
        Who who = choice.who(token);
        return choice.best(choice.open(units, who), who).map(ConnectorUnit::number);
    }

    /** The connector a start would use; it is kept until the start begins, or a time is over. */
    Optional<Integer> claim(Optional<Integer> number, IdToken token) {
        Optional<Integer> found = startable(number, token);
        found.ifPresent(n -> {
            connectors.get(n).claim(true);
            promised.put(n, new Promised(token, loop.after(Timing.PROMISE, "promised start", () -> redeem(n, token))));
        });
        return found;
    }

    private void redeem(int number, IdToken token) {
        Promised promise = promised.get(number);
        if (promise != null && promise.token().equals(token)) {
            promised.remove(number);
            promise.end().cancel();
            Optional.ofNullable(connectors.get(number)).ifPresent(unit -> unit.claim(false));
        }
    }
}
