// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatt.itests.harness.Bench;
import io.gatewatt.itests.harness.StationProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST contract of the bench, on the shipped distribution, without any central system. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BenchTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Path home;
    private StationProcess station;
    private Bench bench;

    @BeforeAll
    void start(@TempDir Path folder) {
        home = folder;
        restart();
    }

    private void restart() {
        station = StationProcess.Command.run(home).with("--offline-ok").start();
        station.awaitReady();
        bench = station.bench();
    }

    @AfterAll
    void stop() {
        station.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/connectors/1/plug        | {\"side\":\"both\"}",
                "/connectors/1/unplug      | {\"side\":\"ev\"}",
                "/connectors/1/unplug      | {\"side\":\"station\"}",
                "/connectors/1/plug        | {\"side\":\"half\"}",
                "/connectors/1/unplug      | ",
                "/connectors/1/ev          | {\"state\":\"B\",\"maxAmps\":16,\"phases\":1,\"diode\":true}",
                "/connectors/1/ev          | {\"state\":\"C\"}",
                "/connectors/1/fault       | {\"errorCode\":\"GroundFailure\",\"vendorErrorCode\":\"\",\"faulted\":true}",
                "/connectors/0/fault       | {\"errorCode\":\"HighTemperature\",\"faulted\":false}",
                "/connectors/1/lock        | {\"behaviour\":\"none\"}",
                "/connectors/1/lock        | {\"behaviour\":\"ok\"}",
                "/connectors/1/meter       | {\"behaviour\":\"silent\"}",
                "/connectors/1/meter       | {\"behaviour\":\"ok\"}",
                "/connectors/1/stop-button | {\"emergency\":true}",
                "/readers/1/present        | {\"idTag\":\"04A1B2C3\"}",
                "/network                  | {\"up\":false,\"mode\":\"close\"}",
                "/network                  | {\"up\":true}",
                "/clock                    | {\"offsetSeconds\":3600}",
                "/clock                    | {\"offsetSeconds\":0}",
                "/inject                   | {\"what\":\"tamper\",\"on\":true}",
                "/inject                   | {\"what\":\"tamper\",\"on\":false}",
                "/inject                   | {\"what\":\"store-full\",\"on\":true}",
                "/inject                   | {\"what\":\"store-full\",\"on\":false}",
                "/inject                   | {\"what\":\"local-list-write-fails\",\"on\":true}",
                "/inject                   | {\"what\":\"firmware-install-fails\",\"on\":true}"
            })
    void everyCallOfTheContractIsTaken(String path, String body) {
        HttpResponse<String> answer = bench.send("POST", path, body);
        assertEquals(204, answer.statusCode(), answer.body());
        bench.send("DELETE", "/connectors/1/fault", null);
        bench.send("DELETE", "/connectors/0/fault", null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /connectors/3/plug    | {}                            | 404",
                "POST   | /connectors/0/plug    | {}                            | 404",
                "POST   | /readers/2/present    | {\"idTag\":\"A\"}             | 404",
                "POST   | /connectors/1/plug    | {\"side\":\"left\"}           | 400",
                "POST   | /connectors/1/plug    | {\"seite\":\"both\"}          | 400",
                "POST   | /connectors/1/plug    | not json                      | 400",
                "POST   | /connectors/1/ev      | {\"maxAmps\":\"many\"}        | 400",
                "POST   | /connectors/1/ev      | {\"maxAmps\":-5}              | 400",
                "POST   | /connectors/1/fault   | {\"errorCode\":\"NoSuch\"}    | 400",
                "POST   | /connectors/1/meter   | {\"registerWh\":-1}           | 400",
                "POST   | /readers/1/present    | {\"idTag\":\"\"}              | 400",
                "POST   | /inject               | {\"what\":\"rain\",\"on\":true} | 400",
                "GET    | /nothing              |                               | 404"
            })
    void aWrongCallIsRefusedWithWordsAndWithoutEffect(String method, String path, String body, int status)
            throws IOException {
        JsonNode before = bench.state().path("connectors");
        HttpResponse<String> answer = bench.send(method, path, body);
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(JSON.readTree(answer.body()).path("error").asText().length() > 10, answer.body());
        assertEquals(before, bench.state().path("connectors"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: evil.example", "Host: 127.0.0.1:{port}\r\nOrigin: http://evil.example"})
    void aForeignPageHasNoBusinessHere(String headers) throws IOException {
        String sent = headers.replace("{port}", Integer.toString(station.httpPort()));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), station.httpPort())) {
            socket.getOutputStream()
                    .write(("POST /bench/connectors/1/plug HTTP/1.1\r\n" + sent
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 403") || answer.startsWith("HTTP/1.1 421"), answer);
        }
    }

    @Test
    void describesItself() throws IOException {
        JsonNode api = JSON.readTree(bench.send("GET", "/openapi.json", null).body());
        assertTrue(api.path("openapi").asText().startsWith("3."), api.toString());
        assertTrue(api.path("paths").size() >= 13, api.path("paths").toString());
    }

    @Test
    void theRegisterSurvivesARestartAsARealMeters() {
        bench.post("/connectors/2/meter", "{\"registerWh\":123456,\"serial\":\"SN-9\"}");
        station.powerCut().awaitExit();
        restart();
        JsonNode connector = bench.state().path("connectors").path(1);
        assertEquals(123456, connector.path("registerWh").asLong(), connector.toString());
        assertEquals("SN-9", connector.path("serial").asText());
    }
}
