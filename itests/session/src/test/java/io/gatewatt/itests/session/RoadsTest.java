// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.harness.Console;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.StationProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The four roads to a setting: ChangeConfiguration, the Web Console, a document for the Configurator, the ConfigAdmin API. What one refuses all
 * refuse; what one sets is in force at once. A transaction that runs meanwhile sees nothing of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoadsTest {

    private final Csms csms = new Csms();
    private StationProcess station;
    private Console console;
    private int bundles;
    private long bound;

    @BeforeAll
    void start(@TempDir Path home) {
        station = StationProcess.Command.run(home)
                .with("--csms", csms.url(), "--identity", "CP1")
                .set("MeterValueSampleInterval", 1)
                .start();
        station.awaitReady();
        console = Console.of(station);
        csms.expectStatus(2, "Available");
        station.bench().plug(2).present("LONGLIVED");
        csms.expect("StartTransaction");
        csms.expectStatus(2, "Charging");
        bound = bindings();
    }

    @AfterAll
    void theTransactionHasSeenNothing() {
        try (csms;
                StationProcess last = station) {
            csms.forget();
            assertEquals("Accepted", change("MeterValueSampleInterval", "1"));
            csms.expect("MeterValues");
            assertEquals(1, csms.handshakes().size(), "one connection");
            assertEquals(1, csms.all("BootNotification").size());
            assertEquals(1, csms.all("StartTransaction").size());
            assertEquals(List.of(), csms.all("StopTransaction"));
            assertEquals(List.of(), csms.violations());
            assertEquals(bound, bindings(), "no device was bound anew");
            assertTrue(last.process().isAlive(), last.told());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ocpp.core        | HeartbeatInterval                 | -1        | not a whole number",
                "ocpp.core        | HeartbeatInterval                 | abc       | not a whole number",
                "ocpp.core        | HeartbeatInterval                 | 0         | out of range",
                "ocpp.core        | HeartbeatInterval                 | 99999999999 | too great",
                "ocpp.core        | LocalPreAuthorize                 | maybe     | neither true nor false",
                "ocpp.core        | MeterValuesSampledData            | Nonsense  | 'Nonsense' is no measurand",
                "ocpp.core        | MeterValuesSampledData            | Voltage,,Voltage | empty item",
                "ocpp.core        | ConnectorPhaseRotation            | 9.RST     | there is no connector 9",
                "ocpp.core        | UnlockConnectorOnEVSideDisconnect | true      | read-only in this station",
                "ocpp.core.limits | GetConfigurationMaxKeys           | 7         | the maker of the station chooses it"
            })
    void whatOneRoadRefusesAllRefuse(String pid, String key, String value, String words) {
        String before = inForce(key);
        assertEquals("Rejected", change(key, value));

        Console.Answer answer = console.edit(pid, key, value);
        assertEquals(400, answer.status(), answer.body());
        assertTrue(answer.body().contains(key) && answer.body().contains(words), answer.body());
        assertEquals(before, inForce(key));

        int told = station.err().size();
        probe("set " + pid + " " + key + " string " + value);
        awaitWord(told, words);
        assertEquals(before, inForce(key));
    }

    @Test
    void whatOneRoadSetsIsInForceForAll() {
        assertEquals("Accepted", change("BlinkRepeat", "4"));
        assertEquals(302, console.edit("ocpp.core", "LightIntensity", "40").status());
        awaitInForce("LightIntensity", "40");
        // A form that does not list a key leaves it alone.
        assertEquals("4", inForce("BlinkRepeat"));
        assertTrue(console.text("configMgr/ocpp.core.json").contains("\"BlinkRepeat\""));
        assertEquals("5", probe("set ocpp.core BlinkRepeat int 5"));
        awaitInForce("BlinkRepeat", "5");
        assertEquals("40", inForce("LightIntensity"));
    }

    @Test
    void aDocumentForTheConfiguratorTakesTheSameRoad() {
        assertEquals("Accepted", change("ResetRetries", "3"));
        int told = station.err().size();
        console.install("document.jar", TestBundles.configurator("test.document", """
                {":configurator:resource-version": 1,
                 "ocpp.core": {":configurator:policy": "force", ":configurator:ranking": 10, "ResetRetries:Integer": -3, "MeterValueSampleInterval:Integer": 1,
                               "TransactionMessageAttempts:Integer": 7, "FlyToTheMoon": true},
                 "ocpp.core.limits": {":configurator:policy": "force", ":configurator:ranking": 10, "GetConfigurationMaxKeys:Integer": 5}}
                """));
        awaitInForce("TransactionMessageAttempts", "7");
        awaitWord(told, "ResetRetries = '-3'");
        awaitWord(told, "there is no setting FlyToTheMoon");
        assertEquals("3", inForce("ResetRetries"));
        // The maker's document is the one way to a read-only key.
        awaitInForce("GetConfigurationMaxKeys", "5");
    }

    @Test
    void theMakersLimitsCannotBeDeleted() {
        String limit = inForce("StopTransactionMaxMeterValues");
        Console.Answer answer = console.post("configMgr/ocpp.core.limits", "apply", "true", "delete", "true");
        assertEquals(400, answer.status(), answer.body());
        assertTrue(answer.body().contains("given by the maker of the station and cannot be deleted"), answer.body());
        int told = station.err().size();
        assertEquals(limit, probe("delete ocpp.core.limits StopTransactionMaxMeterValues"));
        assertEquals("Blue Networks", probe("delete station vendor"));
        awaitWord(told, "Configuration station was given by the maker of the station");
        assertEquals(limit, inForce("StopTransactionMaxMeterValues"));
        assertEquals("2", inForce("NumberOfConnectors"));
    }

    @Test
    void aThousandUpdatesEndWithTheLast() {
        String name = "test.probe" + ++bundles;
        // The console answers when the bundle has started, and that is when the flood is over.
        CompletableFuture<Void> installed = CompletableFuture.runAsync(() -> console.install(
                name + ".jar", TestBundles.probe(name, "flood ocpp.core TransactionMessageRetryInterval 1000")));
        station.awaitLine("PROBE begins " + name);
        List<Integer> seen = new ArrayList<>();
        while (station.out().stream().noneMatch(line -> line.startsWith("PROBE " + name + " Transaction"))) {
            seen.add(Integer.valueOf(inForce("TransactionMessageRetryInterval")));
        }
        installed.join();
        awaitInForce("TransactionMessageRetryInterval", "1000");
        assertTrue(seen.stream().anyMatch(value -> value < 1000), "calls were answered meanwhile");
        assertEquals(seen.stream().sorted().toList(), seen, "no older value comes back");
        System.out.println("configuration flood: " + station.awaitLine("PROBE " + name + " Transaction") + "; "
                + seen.size() + " calls of the central system answered meanwhile");
        assertEquals("Accepted", csms.call("ClearCache", "{}").path("status").asText());
    }

    @Test
    void anUpdateFromInsideACallbackIsTaken() {
        probe("callback ocpp.core WebSocketPingInterval 44");
        awaitInForce("WebSocketPingInterval", "44");
    }

    @Test
    void anUpdateWhileTheOneBeforeIsReadComesIntoForce() {
        assertEquals("55", probe("between ocpp.core WebSocketPingInterval 55"));
        awaitInForce("WebSocketPingInterval", "55");
    }

    @Test
    void twoConnectorsDoNotShareAMeter() {
        Matcher second = Pattern.compile("station\\.connector~2").matcher(console.text("configMgr"));
        assertTrue(second.find());
        Console.Answer answer = console.edit(
                "station.connector~2", "factoryPid", "station.connector", "meter.target", "(device.id=meter1)");
        assertEquals(400, answer.status(), answer.body());
        assertTrue(answer.body().contains("two connectors cannot share it"), answer.body());
        int told = station.err().size();
        assertEquals("(device.id=meter2)", probe("set station.connector~2 meter.target string (device.id=meter1)"));
        awaitWord(told, "two connectors cannot share it");
    }

    private long bindings() {
        return station.err().stream()
                .filter(line -> line.contains("DeviceSlot"))
                .count();
    }

    private String change(String key, String value) {
        return csms.call("ChangeConfiguration", "{\"key\":\"" + key + "\",\"value\":\"" + value + "\"}")
                .path("status")
                .asText();
    }

    private String inForce(String key) {
        JsonNode answer = csms.call("GetConfiguration", "{\"key\":[\"" + key + "\"]}");
        return answer.path("configurationKey").path(0).path("value").asText("(none)");
    }

    private void awaitInForce(String key, String value) {
        await(key).atMost(Csms.PATIENCE).until(() -> inForce(key), value::equals);
    }

    private void awaitWord(int from, String words) {
        await(words)
                .atMost(Csms.PATIENCE)
                .until(() -> station.err().stream().skip(from).anyMatch(line -> line.contains(words)));
    }

    /** Has a bundle change a configuration; gives the value that is stored afterwards. */
    private String probe(String words) {
        String name = "test.probe" + ++bundles;
        console.install(name + ".jar", TestBundles.probe(name, words));
        String line = station.awaitLine("PROBE " + name + " ");
        return line.replaceAll(".*?=(.*) after \\d+ ms", "$1");
    }
}
