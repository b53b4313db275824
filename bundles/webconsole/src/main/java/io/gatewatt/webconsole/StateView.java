// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatt.loop.LoopStats;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import io.gatewatt.ocpp.Link;
import io.gatewatt.station.ConnectorSnapshot;
import io.gatewatt.station.FaultState;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StationSnapshot;
import io.gatewatt.station.TransactionSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The facts as the JSON object the page draws; times in milliseconds since 1970, energy in Wh, power in W. */
final class StateView {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StateView() {}

    static ObjectNode of(Facts facts, Instant now) {
        ObjectNode page = JSON.objectNode();
        page.put("now", now.toEpochMilli());
        page.set(
                "station",
                facts.station()
                        .<ObjectNode>map(s -> station(s, facts.lastSessions()))
                        .orElse(null));
        page.set("link", facts.link().<ObjectNode>map(StateView::link).orElse(null));
        page.set("loop", facts.loop().<ObjectNode>map(StateView::loop).orElse(null));
        return page;
    }

    private static ObjectNode station(StationSnapshot station, Map<Integer, TransactionSnapshot> lastSessions) {
        ObjectNode json = JSON.objectNode();
        json.put("name", (station.model().vendor() + " " + station.model().model()).strip());
        json.put("serial", station.model().serial());
        json.put("firmware", station.model().firmware());
        json.put("status", station.status().name());
        json.put("text", Words.of(station.status()));
        json.set("fault", fault(station.fault()));
        var connectors = json.putArray("connectors");
        station.connectors().values().forEach(c -> {
            ObjectNode connector = connector(c, station);
            Optional.ofNullable(lastSessions.get(c.number()))
                    .ifPresent(t -> connector.set("last", session(t, Optional.empty())));
            connectors.add(connector);
        });
        return json;
    }

    private static ObjectNode connector(ConnectorSnapshot connector, StationSnapshot station) {
        ObjectNode json = JSON.objectNode();
        json.put("number", connector.number());
        json.put("status", connector.status().name());
        json.put("text", Words.of(connector.status()));
        json.put("info", connector.info());
        json.set("fault", fault(connector.fault()));
        json.put("pilot", connector.pilot().name());
        json.put("pilotText", Words.of(connector.pilot()));
        json.put("plugged", connector.plugged());
        json.put("locked", connector.locked());
        json.put("offered", connector.offeredAmps());
        json.put("token", connector.token().map(IdToken::value).map(Mask::token).orElse(null));
        connector
                .reading()
                .map(StateView::power)
                .filter(OptionalDouble::isPresent)
                .ifPresent(w -> json.put("watts", w.getAsDouble()));
        connector.reading().ifPresent(r -> json.put("registerWh", r.importWh()));
        connector.readAt().ifPresent(at -> json.put("readAt", at.toEpochMilli()));
        json.set(
                "session",
                connector
                        .transaction()
                        .flatMap(station::transaction)
                        .<ObjectNode>map(t -> session(t, connector.reading()))
                        .orElse(null));
        return json;
    }

    private static ObjectNode session(TransactionSnapshot transaction, Optional<MeterReading> reading) {
        ObjectNode json = JSON.objectNode();
        json.put("key", transaction.key());
        json.put("token", Mask.token(transaction.token().value()));
        json.put("startedAt", transaction.startedAt().toEpochMilli());
        long now = transaction
                .end()
                .map(TransactionSnapshot.End::stopWh)
                .orElseGet(() -> reading.map(MeterReading::importWh).orElse(transaction.startWh()));
        json.put("wh", Math.max(0, now - transaction.startWh()));
        json.put("suspended", transaction.suspended().orElse(null));
        transaction.end().ifPresent(end -> json.put("endedAt", end.at().toEpochMilli()));
        return json;
    }

    /** Active power of a reading: the total, or the sum of its phases. */
    static OptionalDouble power(MeterReading reading) {
        List<Measured> powers = reading.values().stream()
                .filter(m -> m.quantity() == Quantity.POWER_ACTIVE_IMPORT)
                .toList();
        Optional<Measured> total =
                powers.stream().filter(m -> m.phase() == Phase.ALL).findFirst();
        if (total.isPresent()) {
            return OptionalDouble.of(total.get().value());
        }
        return powers.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(powers.stream().mapToDouble(Measured::value).sum());
    }

    private static ObjectNode fault(Optional<FaultState> fault) {
        return fault.<ObjectNode>map(f -> {
                    ObjectNode json = JSON.objectNode();
                    json.put("kind", f.kind().name());
                    json.put("text", Words.of(f.kind()));
                    json.put("info", f.info());
                    json.put("code", f.vendorCode());
                    json.put("blocking", f.blocking());
                    return json;
                })
                .orElse(null);
    }

    private static ObjectNode link(Link link) {
        ObjectNode json = JSON.objectNode();
        json.put("state", link.state().name());
        json.put("text", Words.of(link));
        json.put("online", link.online());
        json.put("since", link.since().toEpochMilli());
        json.put("detail", link.detail());
        json.put("url", link.url());
        json.put("identity", link.identity());
        json.put("registration", link.registration().name());
        json.put("outbox", link.outboxDepth());
        return json;
    }

    private static ObjectNode loop(LoopStats stats) {
        ObjectNode json = JSON.objectNode();
        json.put("turns", stats.turns());
        json.put("commits", stats.commits());
        json.put("failed", stats.failedTasks() + stats.failedCommits());
        json.put("waiting", stats.waiting());
        return json;
    }
}
