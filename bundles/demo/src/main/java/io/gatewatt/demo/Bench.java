// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The virtual charger as a person drives it: through its REST interface, so that everything in the story can be done by hand, too. */
final class Bench {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(LIMIT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String base;

    /** @param base address of the interface, without a slash at its end */
    Bench(String base) {
        this.base = base;
    }

    String base() {
        return base;
    }

    /** Whether the interface answers. */
    boolean ready() throws InterruptedException {
        try {
            return send(HttpRequest.newBuilder(URI.create(base + "/state")).GET())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Applies a stimulus.
     *
     * @throws IOException when it is refused, with the words why
     */
    void post(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
        if (answer.statusCode() != 204) {
            throw new IOException("POST /bench" + path + " was answered " + answer.statusCode() + " "
                    + answer.body().strip());
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    }
}
