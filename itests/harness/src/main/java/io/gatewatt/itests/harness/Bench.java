// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

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
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A stimulus that must be taken. */
    public Bench post(String path, String body) {
        HttpResponse<String> answer = send("POST", path, body);
        if (answer.statusCode() != 204) {
            throw new AssertionError(
                    "POST " + path + " " + body + " gave " + answer.statusCode() + " " + answer.body());
        }
        return this;
    }

    /** The whole virtual charger. */
    public JsonNode state() {
        try {
            return JSON.readTree(send("GET", "/state", null).body());
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

    /** A card at the first reader. */
    public Bench present(String idTag) {
        return post("/readers/1/present", "{\"idTag\":\"" + idTag + "\"}");
    }

    /** The link to the central system: up, or down with this mode. */
    public Bench network(boolean up, String mode) {
        return post("/network", "{\"up\":" + up + ",\"mode\":\"" + mode + "\"}");
    }
}
