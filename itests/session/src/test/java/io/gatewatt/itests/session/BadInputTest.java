// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.harness.Bench;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.StationProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames a sane central system never sends. The connection and the station's state live through all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private final Csms csms = new Csms();
    private StationProcess station;
    private Bench bench;

    @BeforeAll
    void start(@TempDir Path home) {
        station = StationProcess.Command.run(home)
                .with("--csms", csms.url(), "--identity", "CP1")
                .set("MeterValueSampleInterval", 1)
                .set("MessageTimeout", 2)
                .set("Station.reconnectSeconds", "1..2")
                .start();
        station.awaitReady();
        bench = station.bench();
        csms.expectStatus(2, "Available");
        bench.plug(2).present("LONGLIVED");
        csms.expect("StartTransaction");
        csms.expectStatus(2, "Charging");
    }

    @AfterAll
    void theTransactionHasSeenNothing() {
        try (csms;
                StationProcess last = station) {
            bench.present("LONGLIVED");
            assertTrue(last.process().isAlive(), last.told());
            assertEquals("Local", csms.expect("StopTransaction").path("reason").asText("Local"));
            assertEquals(1, csms.all("StartTransaction").size());
            assertEquals(List.of(), csms.violations());
        }
    }

    private void alive() {
        assertEquals("Accepted", csms.call("ClearCache", "{}").path("status").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "MakeCoffee               | {}                                                   | NotImplemented",
                "UpdateFirmware           | {\"location\":\"ftp://x/y\",\"retrieveDate\":\"2026-01-01T00:00:00Z\"} | NotSupported",
                "RemoteStartTransaction   | {\"connectorId\":1}                                  | ProtocolError OccurenceConstraintViolation",
                "RemoteStartTransaction   | {\"idTag\":\"123456789012345678901\"}               | PropertyConstraintViolation",
                "RemoteStartTransaction   | {\"idTag\":7}                                        | TypeConstraintViolation",
                "RemoteStartTransaction   | {\"idTag\":\"A\",\"connectorId\":\"1\"}              | TypeConstraintViolation",
                "RemoteStartTransaction   | {\"idTag\":\"A\",\"connectorId\":1.5}                | TypeConstraintViolation",
                "RemoteStartTransaction   | {\"idTag\":\"A\",\"colour\":\"red\"}                 | FormationViolation",
                "RemoteStartTransaction   | []                                                   | FormationViolation TypeConstraintViolation",
                "ChangeAvailability       | {\"connectorId\":1,\"type\":\"Broken\"}              | PropertyConstraintViolation",
                "ChangeAvailability       | {\"connectorId\":-1,\"type\":\"Operative\"}          | PropertyConstraintViolation",
                "ChangeConfiguration      | {\"key\":\"HeartbeatInterval\"}                      | ProtocolError OccurenceConstraintViolation",
                "Reset                    | {\"type\":null}                                      | TypeConstraintViolation",
                "UnlockConnector          | {}                                                   | ProtocolError OccurenceConstraintViolation"
            })
    void aBadCallIsAnsweredWithItsError(String action, String payload, String codes) {
        JsonNode answer = csms.callFrame(action, payload);
        assertEquals(4, answer.path(0).asInt(), answer.toString());
        assertEquals(5, answer.size(), answer.toString());
        assertTrue(Set.of(codes.split(" ")).contains(answer.path(2).asText()), answer.toString());
        assertTrue(answer.path(3).asText().length() <= 255);
        assertTrue(answer.path(4).isObject());
        alive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "",
                "{}",
                "[]",
                "[2]",
                "[9,\"x\",{}]",
                "null",
                "[2,\"x\"",
                "[3,\"nobody-asked\",{}]",
                "[4,\"nobody-asked\",\"GenericError\",\"\",{}]",
                "[3,\"nobody-asked\",null]",
                "[\"2\",\"x\",\"Reset\",{}]",
                "[2,17,\"ClearCache\",{}]"
            })
    void aBrokenFrameDoesNoHarm(String frame) {
        csms.send(frame);
        alive();
    }

    @Test
    void deepNestingAndHugeFramesDoNoHarm() {
        csms.send("[".repeat(20_000));
        alive();
        csms.send("[2,\"deep\",\"DataTransfer\",{\"vendorId\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}]");
        alive();
    }

    @Test
    void acentralSystemThatNeverAnswersIsOutwaited() {
        csms.answer("Authorize", p -> null);
        bench.plug(1);
        csms.expectStatus(1, "Preparing");
        bench.present("PATIENT");
        csms.expect("Authorize");
        // Answers of ours never wait for an open call of ours.
        alive();
        csms.answer("Authorize", p -> "{\"idTagInfo\":{\"status\":\"Accepted\"}}");
        csms.forget();
        csms.expect("MeterValues");
        bench.unplug(1);
        csms.expectStatus(1, "Available");
    }

    @Test
    void aCentralSystemThatGoesDownMidSessionIsFoundAgain() {
        int boots = csms.all("BootNotification").size();
        int connections = csms.handshakes().size();
        csms.down();
        csms.forget();
        csms.listen();
        org.awaitility.Awaitility.await()
                .atMost(Csms.PATIENCE)
                .until(() -> csms.handshakes().size() > connections);
        csms.expect("MeterValues");
        alive();
        assertEquals(boots, csms.all("BootNotification").size(), "a reconnect is no boot");
    }

    @Test
    void aDeadLinkIsNoticedAndReplaced() {
        assertEquals(
                "Accepted",
                csms.call("ChangeConfiguration", "{\"key\":\"WebSocketPingInterval\",\"value\":\"1\"}")
                        .path("status")
                        .asText());
        int connections = csms.handshakes().size();
        bench.network(false, "blackhole");
        bench.network(true, "close");
        org.awaitility.Awaitility.await()
                .atMost(Csms.PATIENCE)
                .until(() -> csms.handshakes().size() > connections);
        alive();
    }
}
