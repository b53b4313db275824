// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatt.itests.harness.Bench;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.Project;
import io.gatewatt.itests.harness.StationProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session against the ocpp-rpc package in strict mode: it checks each message of both directions against its own schemas. */
class OcppRpcPeerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PEER = Project.root().resolve("itests/peers/ocpp-rpc");

    private final List<JsonNode> facts = new CopyOnWriteArrayList<>();

    private JsonNode await(String what, Predicate<JsonNode> fits) {
        try {
            Awaitility.await(what)
                    .atMost(Csms.PATIENCE)
                    .until(() -> facts.stream().anyMatch(fits));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no " + what + " in " + facts, e);
        }
        return facts.stream().filter(fits).findFirst().orElseThrow();
    }

    private JsonNode received(String action, Predicate<JsonNode> fits) {
        return await(action, f -> f.path("received").asText().equals(action) && fits.test(f.path("params")))
                .path("params");
    }

    private JsonNode call(Writer orders, String action, String params) throws IOException {
        int before = facts.size();
        orders.write("{\"call\":\"" + action + "\",\"params\":" + params + "}\n");
        orders.flush();
        return await(
                        "answer to " + action,
                        f -> facts.indexOf(f) >= before
                                && (f.path("answer").asText().equals(action)
                                        || f.path("refused").asText().equals(action)))
                .path("result");
    }

    @Test
    void aSessionInStrictMode(@TempDir Path home) throws Exception {
        assumeTrue(
                Files.isDirectory(PEER.resolve("node_modules")),
                "skipped: needs node and the ocpp-rpc package; run: apt-get install nodejs npm && npm ci --prefix itests/peers/ocpp-rpc");
        Process peer = new ProcessBuilder("node", PEER.resolve("server.mjs").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread reading = new Thread(() -> read(peer), "ocpp-rpc");
        reading.setDaemon(true);
        reading.start();
        try (Writer orders = peer.outputWriter()) {
            int port = await("listening", f -> f.has("listening"))
                    .path("listening")
                    .asInt();
            try (StationProcess station = StationProcess.Command.run(home)
                    .with("--csms", "ws://127.0.0.1:" + port, "--identity", "RPC1")
                    .set("MeterValueSampleInterval", 1)
                    .start()) {
                station.awaitReady();
                Bench bench = station.bench();
                assertEquals(
                        "RPC1",
                        await("connection", f -> f.has("connected"))
                                .path("connected")
                                .asText());
                received("StatusNotification", p -> p.path("connectorId").asInt() == 2);
                bench.plug(1).present("04A1B2C3");
                received("StartTransaction", p -> p.path("idTag").asText().equals("04A1B2C3"));
                int transaction = received("MeterValues", p -> p.has("transactionId"))
                        .path("transactionId")
                        .asInt();
                assertEquals(
                        "NotSupported",
                        call(orders, "UnlockConnector", "{\"connectorId\":1}")
                                .path("status")
                                .asText());
                assertEquals(
                        1,
                        call(orders, "GetConfiguration", "{\"key\":[\"HeartbeatInterval\"]}")
                                .path("configurationKey")
                                .size());
                assertEquals(
                        "Accepted",
                        call(orders, "ChangeConfiguration", "{\"key\":\"HeartbeatInterval\",\"value\":\"600\"}")
                                .path("status")
                                .asText());
                assertEquals(
                        "Accepted",
                        call(orders, "RemoteStopTransaction", "{\"transactionId\":" + transaction + "}")
                                .path("status")
                                .asText());
                received(
                        "StopTransaction",
                        p -> p.path("transactionId").asInt() == transaction
                                && p.path("reason").asText().equals("Remote"));
                bench.unplug(1);
                received(
                        "StatusNotification",
                        p -> p.path("connectorId").asInt() == 1
                                && p.path("status").asText().equals("Finishing"));
            }
            assertEquals(
                    List.of(), facts.stream().filter(f -> f.has("violation")).toList());
            orders.write("{\"end\":true}\n");
        }
        peer.waitFor();
    }

    private void read(Process peer) {
        try (BufferedReader lines = peer.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                facts.add(JSON.readTree(line));
            }
        } catch (IOException e) {
            facts.add(JSON.createObjectNode().put("violation", e.toString()));
        }
    }
}
