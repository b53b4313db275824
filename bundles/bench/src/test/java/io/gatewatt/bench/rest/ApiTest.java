// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.rest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.bench.model.Charger;
import io.gatewatt.bench.model.Connector;
import io.gatewatt.bench.model.Injections;
import io.gatewatt.bench.model.MapMemory;
import io.gatewatt.bench.model.VirtualTime;
import io.gatewatt.bench.model.WallClock;
import io.gatewatt.bench.network.NetworkGate;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTest {

    private static final Visitor LOCAL = new Visitor("127.0.0.1", "127.0.0.1:8080", null);

    private final MapMemory memory = new MapMemory();
    private final VirtualTime time = new VirtualTime();
    private final Charger charger = new Charger(n -> new Connector(n, time, memory, false));
    private final List<String> injected = new ArrayList<>();
    private final Bench bench = new Bench(
            charger,
            new NetworkGate(),
            new WallClock(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC), 0, offset -> {}),
            new Injections(Map.of(
                    "local-list-write-fails", on -> {},
                    "store-full", on -> injected.add("store-full " + on),
                    "firmware-install-fails", on -> {},
                    "tamper", charger::open)));
    private final Api api = new Api(bench);

    @BeforeEach
    void twoConnectors() {
        charger.resize(2);
    }

    private Api.Answer call(String method, String path, String body) {
        return api.answer(LOCAL, method, path, body.getBytes(StandardCharsets.UTF_8));
    }

    private void post(String path, String body) {
        Api.Answer answer = call("POST", path, body);
        assertEquals(204, answer.status(), () -> path + " " + body + ": " + answer.body());
        assertEquals(null, answer.body());
    }

    private JsonNode state() {
        Api.Answer answer = call("GET", "/state", "");
        assertEquals(200, answer.status());
        return answer.body();
    }

    private JsonNode at(String pointer) {
        return state().at(pointer);
    }

    @ParameterizedTest(name = "{0} {1} -> {2} is {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/connectors/1/plug |                    | /connectors/0/pilot            | B",
                "/connectors/2/plug | {\"side\":\"half\"} | /connectors/1/plugged/half    | true",
                "/connectors/1/plug | {\"side\":\"ev\"}  | /connectors/0/plugged/ev       | true",
                "/connectors/1/plug | {\"side\":\"station\"} | /connectors/0/plugged/station | true",
                "/connectors/1/ev   | {\"state\":\"B\"}  | /connectors/0/ev/state         | B",
                "/connectors/1/ev   | {\"maxAmps\":10}   | /connectors/0/ev/maxAmps       | 10.0",
                "/connectors/1/ev   | {\"diode\":false}  | /connectors/0/ev/diode         | false",
                "/connectors/1/fault|                    | /connectors/0/fault/errorCode  | GroundFailure",
                "/connectors/1/fault|                    | /connectors/0/fault/faulted    | true",
                "/connectors/0/fault| {\"vendorErrorCode\":\"T9\",\"faulted\":false} | /fault/vendorErrorCode | T9",
                "/connectors/1/lock | {\"behaviour\":\"unlock-fails\"} | /connectors/0/lock/behaviour | unlock-fails",
                "/connectors/1/lock | {\"behaviour\":\"none\"} | /connectors/0/plugged/station | true",
                "/connectors/1/meter| {\"registerWh\":4711} | /connectors/0/registerWh    | 4711",
                "/connectors/1/meter| {\"serial\":\"S-9\"} | /connectors/0/serial         | S-9",
                "/connectors/1/meter| {\"behaviour\":\"nan\"} | /connectors/0/meter       | nan",
                "/network           |                    | /network/up                    | false",
                "/network           | {\"mode\":\"blackhole\"} | /network/mode            | blackhole",
                "/clock             |                    | /clock/now                     | 2026-01-01T01:00:00Z",
                "/clock             | {\"offsetSeconds\":-86400} | /clock/now             | 2025-12-31T00:00:00Z",
                "/inject            | {\"what\":\"tamper\"} | /inject/tamper              | true",
            })
    void aStimulusIsAppliedWhenThePostAnswers(String path, String body, String pointer, String expected) {
        post(path, body == null ? "" : body);
        assertEquals(expected, at(pointer).asText());
    }

    @ParameterizedTest(name = "{0} {1} {2} -> {3}: {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "POST   | /connectors/3/plug  | {}                   | 404 | no connector 3; there are 1..2",
                "POST   | /connectors/0/plug  | {}                   | 404 | no connector 0",
                "POST   | /connectors/-1/plug | {}                   | 404 | expected /connectors/{c}/plug",
                "POST   | /connectors/one/plug| {}                   | 404 | expected /connectors/{c}/plug",
                "POST   | /connectors/3/plug  | {\"side\":\"up\"}    | 404 | no connector 3",
                "POST   | /connectors/3/fault | {}                   | 404 | no connector 3",
                "POST   | /readers/2/present  | {}                   | 404 | no reader 2; there are 1..1",
                "POST   | /connectors/1/jump  | {}                   | 404 | no call /connectors/1/jump",
                "GET    | /                   |                      | 404 | openapi.json",
                "POST   | /connectors/1/plug  | {\"side\":\"up\"}    | 400 | field \"side\" is \"up\"; expected one of both, ev, station, half",
                "POST   | /connectors/1/unplug| {\"side\":\"half\"}  | 400 | expected one of both, ev, station",
                "POST   | /connectors/1/plug  | {\"side\":null}      | 400 | field \"side\" is null",
                "POST   | /connectors/1/plug  | {\"Side\":\"ev\"}    | 400 | unknown field \"Side\"; known: side",
                "POST   | /connectors/1/plug  | [1]                  | 400 | not a JSON object",
                "POST   | /connectors/1/plug  | {\"side\":           | 400 | not JSON",
                "POST   | /connectors/1/plug  | {} {}                | 400 | not JSON",
                "POST   | /connectors/1/plug  | {\"side\":\"ev\",\"side\":\"both\"} | 400 | Duplicate field 'side'",
                "POST   | /connectors/1/ev    | {\"state\":\"A\"}    | 400 | expected one of B, C, D, E, F",
                "POST   | /connectors/1/ev    | {\"state\":\"B\",\"phases\":4} | 400 | field \"phases\" is 4; expected a whole number from 1 to 3",
                "POST   | /connectors/1/ev    | {\"phases\":1.5}     | 400 | phases",
                "POST   | /connectors/1/ev    | {\"maxAmps\":1e999}  | 400 | maxAmps",
                "POST   | /connectors/1/ev    | {\"maxAmps\":-1}     | 400 | a number from 0.0 to 80.0",
                "POST   | /connectors/1/ev    | {\"diode\":\"yes\"}  | 400 | expected true or false",
                "POST   | /connectors/1/fault | {\"errorCode\":\"Flood\"} | 400 | expected one of ConnectorLockFailure, EVCommunicationError",
                "POST   | /connectors/1/fault | {\"errorCode\":\"NoError\"} | 400 | errorCode",
                "POST   | /connectors/1/lock  | {\"behaviour\":\"LOCK_FAILS\"} | 400 | one of ok, lock-fails, unlock-fails, none",
                "POST   | /connectors/1/meter | {\"registerWh\":-1}  | 400 | registerWh",
                "POST   | /connectors/1/meter | {\"registerWh\":1e3} | 400 | registerWh",
                "POST   | /connectors/1/stop-button | {\"emergency\":1} | 400 | emergency",
                "POST   | /readers/1/present  | {\"idTag\":\"\"}     | 400 | idTag",
                "POST   | /readers/1/present  | {\"idTag\":\"  \"}   | 400 | idTag",
                "POST   | /readers/1/present  | {\"idTag\":12}       | 400 | idTag",
                "POST   | /network            | {\"mode\":\"half\"}  | 400 | one of close, blackhole",
                "POST   | /power              | {\"action\":\"on\"}  | 400 | one of fail",
                "POST   | /clock              | {\"offsetSeconds\":\"3600\"} | 400 | offsetSeconds",
                "POST   | /clock              | {\"offsetSeconds\":99999999999999999999} | 400 | offsetSeconds",
                "POST   | /inject             | {}                   | 400 | field \"what\" is missing; expected one of firmware-install-fails",
                "POST   | /inject             | {\"what\":\"flood\"} | 400 | what",
                "DELETE | /connectors/1/fault | {\"a\":1}            | 400 | this call takes none",
                "GET    | /connectors/1/plug  |                      | 405 | use POST",
                "PUT    | /connectors/1/fault | {}                   | 405 | use DELETE, POST",
                "POST   | /state              | {}                   | 405 | use GET",
            })
    void aBadRequestIsRefusedInWordsAndHasNoEffect(String method, String path, String body, int status, String words) {
        JsonNode before = state();
        Api.Answer answer = call(method, path, body == null ? "" : body);
        assertEquals(status, answer.status(), () -> String.valueOf(answer.body()));
        assertTrue(answer.body().path("error").asText().contains(words), () -> "says: " + answer.body());
        assertEquals(status == 405, !answer.allow().isEmpty());
        assertEquals(before, state());
    }

    @ParameterizedTest(name = "from {0}, Host {1}, Origin {2} -> {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "127.0.0.1, 127.0.0.1:8080, -, 200",
                "127.0.0.1, localhost, -, 200",
                "::1, [::1]:8080, -, 200",
                "0:0:0:0:0:0:0:1, LOCALHOST:8080, -, 200",
                "127.0.0.1, 127.0.0.1:8080, http://127.0.0.1:8080, 200",
                "127.0.0.1, 127.0.0.1:8080, http://localhost:8080, 200",
                "127.0.0.1, [::1]:8080, http://[::1]:8080, 200",
                "127.0.0.1, localhost, http://localhost, 200",
                "192.168.1.7, 127.0.0.1:8080, -, 403",
                "127.0.0.1, -, -, 403",
                "127.0.0.1, evil.example, -, 403",
                "127.0.0.1, evil.example:8080, -, 403",
                "127.0.0.1, 127.0.0.1.evil.example, -, 403",
                "127.0.0.1, localhost:8080, http://evil.example, 403",
                "127.0.0.1, localhost:8080, http://localhost:3000, 403",
                "127.0.0.1, localhost:8080, https://localhost:8080, 403",
                "127.0.0.1, localhost:8080, http://localhost:8080.evil.example, 403",
                "127.0.0.1, localhost:8080, http://localhost, 403",
                "127.0.0.1, localhost:8080, null, 403",
                "127.0.0.1, localhost:8080, '', 403",
            })
    void onlyThisMachineIsAdmitted(String address, String host, String origin, int status) {
        Api.Answer answer = api.answer(new Visitor(address, host, origin), "GET", "/state", new byte[0]);
        assertEquals(status, answer.status());
        assertEquals(status == 403, answer.body().has("error"));
        if (status == 403) {
            api.answer(new Visitor(address, host, origin), "POST", "/connectors/1/plug", new byte[0]);
            assertEquals("A", at("/connectors/0/pilot").asText());
        }
    }

    @Test
    void aWholeSessionByRest() {
        List<String> seen = new ArrayList<>();
        charger.readers().get(0).listen(seen::add);
        charger.connectors().get(0).onPress(emergency -> seen.add("emergency " + emergency));
        charger.onPowerFail(() -> seen.add("power fails"));
        post("/readers/1/present", "");
        post("/readers/1/present", "{\"idTag\":\"04ABCDEF012345678901234\"}");
        post("/connectors/1/stop-button", "");
        post("/connectors/1/stop-button", "{\"emergency\":true}");
        post("/power", "");
        post("/inject", "{\"what\":\"store-full\"}");
        post("/inject", "{\"what\":\"store-full\",\"on\":false}");
        assertEquals(
                List.of("04A1B2C3", "04ABCDEF012345678901234", "emergency false", "emergency true", "power fails"),
                seen);
        assertEquals(List.of("store-full true", "store-full false"), injected);
    }

    @Test
    void aSubsetLeavesTheRestAndAnEmptyBodySetsDefaults() {
        post("/connectors/1/ev", "{\"state\":\"B\",\"maxAmps\":10,\"phases\":1,\"diode\":false}");
        post("/connectors/1/ev", "{\"phases\":2}");
        assertAll(
                () -> assertEquals("B", at("/connectors/0/ev/state").asText()),
                () -> assertEquals(10, at("/connectors/0/ev/maxAmps").asDouble()),
                () -> assertEquals(2, at("/connectors/0/ev/phases").asInt()));
        post("/connectors/1/ev", "");
        assertEquals(
                "{\"state\":\"C\",\"maxAmps\":32.0,\"phases\":3,\"diode\":true}",
                at("/connectors/0/ev").toString());
        post("/connectors/1/meter", "{\"registerWh\":9,\"behaviour\":\"silent\"}");
        post("/connectors/1/meter", " ");
        assertEquals(9, at("/connectors/0/registerWh").asInt());
        assertEquals("ok", at("/connectors/0/meter").asText());
    }

    @Test
    void theStateTellsWhatFlows() {
        post("/connectors/1/plug", "");
        charger.connectors().get(0).offer(16, 3);
        JsonNode connector = at("/connectors/0");
        assertEquals("C", connector.path("pilot").asText());
        assertTrue(connector.path("contactor").booleanValue());
        assertEquals(16, connector.path("offeredAmps").asDouble());
        assertEquals(3, connector.path("phases").asInt());
        assertEquals(11_040, connector.path("powerW").asDouble());
    }

    @Test
    void deleteHealsTheFault() {
        post("/connectors/1/fault", "");
        post("/connectors/0/fault", "");
        assertEquals(204, call("DELETE", "/connectors/1/fault", "").status());
        assertEquals(204, call("DELETE", "/connectors/0/fault", "").status());
        assertTrue(at("/connectors/0/fault").isNull());
        assertTrue(at("/fault").isNull());
    }

    @Test
    void aBodyTooLongIsRefused() {
        assertEquals(
                400,
                call("POST", "/connectors/1/plug", " ".repeat(Body.MAX_BYTES + 1))
                        .status());
    }

    @Test
    void aBodyTooDeepIsRefused() {
        assertEquals(
                400,
                call("POST", "/connectors/1/plug", "{\"side\":" + "[".repeat(8000))
                        .status());
    }

    @Test
    void everyErrorCodeIsKnownBothWays() {
        for (String code : ErrorCode.names()) {
            post("/connectors/1/fault", "{\"errorCode\":\"" + code + "\"}");
            assertEquals(code, at("/connectors/0/fault/errorCode").asText());
            assertEquals(1, charger.connectors().get(0).board().faults().size());
        }
    }

    @Test
    void theDescriptionListsExactlyTheCalls() {
        JsonNode description = call("GET", "/openapi.json", "").body();
        Set<String> described = new TreeSet<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertEquals(
                new TreeSet<>(Set.of(
                        "GET /state",
                        "GET /openapi.json",
                        "POST /connectors/{c}/plug",
                        "POST /connectors/{c}/unplug",
                        "POST /connectors/{c}/ev",
                        "POST /connectors/{c}/fault",
                        "DELETE /connectors/{c}/fault",
                        "POST /connectors/{c}/lock",
                        "POST /connectors/{c}/meter",
                        "POST /connectors/{c}/stop-button",
                        "POST /readers/{r}/present",
                        "POST /network",
                        "POST /power",
                        "POST /clock",
                        "POST /inject")),
                described);
        assertEquals(described.size(), api.routes().size());
        JsonNode side = description.at(
                "/paths/~1connectors~1{c}~1plug/post/requestBody/content/application~1json/schema/properties/side");
        assertEquals(
                "{\"type\":\"string\",\"enum\":[\"both\",\"ev\",\"station\",\"half\"],\"default\":\"both\"}",
                side.toString());
    }

    @Test
    void connectorsComeAndGoWithTheirMeters() {
        post("/connectors/2/meter", "{\"registerWh\":5}");
        charger.resize(1);
        assertEquals(404, call("POST", "/connectors/2/plug", "").status());
        charger.resize(3);
        assertEquals(5, at("/connectors/1/registerWh").asInt());
        assertEquals(3, at("/connectors").size());
    }
}
