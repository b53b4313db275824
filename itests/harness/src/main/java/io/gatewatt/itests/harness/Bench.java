// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** The REST control of the virtual charger, as its contract describes it. */
public final class Bench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final String base;

    /** The control of the station that serves HTTP on this loopback port. */
    public Bench(int port) {
        base = "http://127.0.0.1:" + port + "/bench";
    }

    /** Any call; gives the answer as it is. */
    public HttpResponse<String> send(String method, String path, String body) {
        return send(method, path, body, any -> true);
    }

    private HttpResponse<String> send(
            String method, String path, String body, Predicate<HttpResponse<String>> acceptable) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        // A process that was started again talks OCPP before it serves HTTP, and the server is there before the bench.
        return Awaitility.await()
                .atMost(Csms.PATIENCE)
                .pollDelay(Duration.ZERO)
                .ignoreException(ConnectException.class)
                .until(() -> HTTP.send(request, HttpResponse.BodyHandlers.ofString()), acceptable);
    }

    private static boolean isOfTheBench(HttpResponse<String> answer) {
        return answer.statusCode() != 404 || answer.body().contains("\"error\"");
    }

    /** A stimulus that must be taken. */
    public Bench post(String path, String body) {
        HttpResponse<String> answer = send("POST", path, body, Bench::isOfTheBench);
        if (answer.statusCode() != 204) {
            throw new AssertionError(
                    "POST " + path + " " + body + " gave " + answer.statusCode() + " " + answer.body());
        }
        return this;
    }

    /** The whole virtual charger. */
    public JsonNode state() {
        try {
            return JSON.readTree(
                    send("GET", "/state", null, Bench::isOfTheBench).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A cable in, both ends. */
    public Bench plug(int connector) {
        return post("/connectors/" + connector + "/plug", "{}");
    }

    /** The cable out, both ends. */
    public Bench unplug(int connector) {
        return post("/connectors/" + connector + "/unplug", "{}");
    }

    /** The cable in at one side: ev, station, or half at the station. */
    public Bench plug(int connector, String side) {
        return post("/connectors/" + connector + "/plug", "{\"side\":\"" + side + "\"}");
    }

    /** The cable out at one side: ev or station. */
    public Bench unplug(int connector, String side) {
        return post("/connectors/" + connector + "/unplug", "{\"side\":\"" + side + "\"}");
    }

    /** What the car asks for: B nothing, C energy. */
    public Bench car(int connector, String state) {
        return post("/connectors/" + connector + "/ev", "{\"state\":\"" + state + "\"}");
    }

    /** How the lock of a connector behaves: ok, lock-fails, unlock-fails. */
    public Bench lock(int connector, String behaviour) {
        return post("/connectors/" + connector + "/lock", "{\"behaviour\":\"" + behaviour + "\"}");
    }

    /** The hardware of a connector, or with 0 of the station, is faulty. */
    public Bench fault(int connector, String errorCode, boolean faulted) {
        return post(
                "/connectors/" + connector + "/fault",
                "{\"errorCode\":\"" + errorCode + "\",\"faulted\":" + faulted + "}");
    }

    /** It is not any more. */
    public void noFault(int connector) {
        send("DELETE", "/connectors/" + connector + "/fault", null);
    }

    /** A card at the first reader. */
    public Bench present(String idTag) {
        return post("/readers/1/present", "{\"idTag\":\"" + idTag + "\"}");
    }

    /** The link to the central system: up, or down with this mode. */
    public Bench network(boolean up, String mode) {
        return post("/network", "{\"up\":" + up + ",\"mode\":\"" + mode + "\"}");
    }
}
