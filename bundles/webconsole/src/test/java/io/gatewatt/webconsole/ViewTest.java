// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import io.gatewatt.station.StationSnapshot;
import io.gatewatt.station.StopReason;
import io.gatewatt.station.TransactionSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewTest {

    @Test
    void showsAConnectorWithItsSession() {
        JsonNode page = page(Optional.of(Examples.station(1550)));
        JsonNode card = page.at("/station/connectors/0");

        assertEquals("Charging", card.get("text").asText());
        assertEquals(22080, card.get("watts").asDouble());
        assertEquals(550, card.at("/session/wh").asInt());
        assertEquals("04••••C3", card.get("token").asText());
        assertEquals("car asks for energy", card.get("pilotText").asText());
        assertEquals(32, card.get("offered").asDouble());
        assertFalse(page.toString().contains("04A1B2C3"), "no identification leaves in full");
    }

    @Test
    void theLastSessionIsTheOneThatWasClosed() {
        LastSessions memory = new LastSessions();
        StationSnapshot running = Examples.station(1550);
        TransactionSnapshot open = running.transactions().get(0);
        TransactionSnapshot closed = new TransactionSnapshot(
                open.key(),
                1,
                open.token(),
                open.group(),
                open.startedAt(),
                open.startWh(),
                open.reservation(),
                open.suspended(),
                Optional.of(new TransactionSnapshot.End(Examples.NOON, 1555, StopReason.REMOTE, Optional.empty())));
        memory.changed(running, running);
        assertTrue(memory.byConnector().isEmpty(), "it still runs");

        memory.changed(running, Examples.with(running, closed));
        memory.changed(Examples.with(running, closed), Examples.station(1555));
        Facts facts = new Facts(Optional.of(running), memory.byConnector(), Optional.empty(), Optional.empty());
        JsonNode last = StateView.of(facts, Examples.NOON).at("/station/connectors/0/last");

        assertEquals(555, last.get("wh").asInt());
        assertEquals(Examples.NOON.toEpochMilli(), last.get("endedAt").asLong());
        assertEquals("04••••C3", last.get("token").asText());
    }

    @Test
    void tellsAFaultInWords() {
        JsonNode fault = page(Optional.of(Examples.station(1550))).at("/station/connectors/1/fault");

        assertTrue(fault.get("text").asText().startsWith("Ground fault"));
        assertTrue(fault.get("blocking").asBoolean());
    }

    @Test
    void showsTheLink() {
        JsonNode link = page(Optional.empty()).get("link");

        assertEquals("Online", link.get("text").asText());
        assertEquals(3, link.get("outbox").asInt());
        assertEquals(Examples.NOON.toEpochMilli(), link.get("since").asLong());
    }

    @Test
    void leavesOutWhatIsNotThere() {
        JsonNode page =
                StateView.of(new Facts(Optional.empty(), Map.of(), Optional.empty(), Optional.empty()), Examples.NOON);

        assertTrue(page.get("station").isNull());
        assertTrue(page.get("link").isNull());
    }

    @Test
    void powerIsTheTotalOrTheSumOfPhases() {
        Measured l1 = new Measured(Quantity.POWER_ACTIVE_IMPORT, Phase.L1, 100);
        Measured l2 = new Measured(Quantity.POWER_ACTIVE_IMPORT, Phase.L2, 50);
        Measured all = Measured.of(Quantity.POWER_ACTIVE_IMPORT, 149);

        assertEquals(150, StateView.power(new MeterReading(0, List.of(l1, l2))).orElseThrow());
        assertEquals(
                149, StateView.power(new MeterReading(0, List.of(l1, l2, all))).orElseThrow());
        assertTrue(StateView.power(MeterReading.of(0)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[2,\"1\",\"Heartbeat\",{}] | call",
                " [ 3 , \"1\",{}]           | result",
                "[4,\"1\",\"InternalError\",\"\",{}] | error",
                "[7]                        | invalid",
                "[                          | invalid",
                "hello                      | invalid"
            })
    void tellsTheKindOfAFrame(String text, String kind) {
        assertEquals(kind, FrameView.type(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"idTag\":\"04A1B2C3\"}          | {\"idTag\":\"04••••C3\"}",
                "{\"idTag\" : \"X1\",\"a\":1}      | {\"idTag\" : \"X••••\",\"a\":1}",
                "{\"parentIdTag\":\"GROUP-0001\"}  | {\"parentIdTag\":\"GR••••01\"}",
                "{\"idTag\":\"a\\\"b<img>longer\"} | {\"idTag\":\"••••\"}",
                "{\"idTagInfo\":{\"status\":\"Accepted\"}} | {\"idTagInfo\":{\"status\":\"Accepted\"}}",
                "{\"idTag\":\"\"}                  | {\"idTag\":\"••••\"}"
            })
    void masksIdentificationsInFrames(String text, String masked) {
        assertEquals(masked, Mask.frame(text));
    }

    @Test
    void cutsHugeFrames() {
        JsonNode list = FrameView.of(List.of(Examples.frame(1, "[2," + "x".repeat(100_000))));

        assertEquals(FrameView.LONGEST + 1, list.at("/0/text").asText().length());
    }

    private static JsonNode page(Optional<StationSnapshot> station) {
        return StateView.of(
                new Facts(station, Map.of(), Optional.of(Examples.link()), Optional.empty()), Examples.NOON);
    }
}
