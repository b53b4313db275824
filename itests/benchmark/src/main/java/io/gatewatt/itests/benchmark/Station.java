// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.benchmark;

import io.gatewatt.itests.harness.Project;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The shipped distribution: the reference station on the virtual charger, with the Web Console, connected and READY. */
final class Station implements AutoCloseable {

    private static final AtomicInteger IDENTITIES = new AtomicInteger();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 60;

    private final Child child;
    private final double startSeconds;
    private final ProcessFigures process;
    private final Peer peer;
    private final int port = Project.freePort();

    /** Starts it on a home, with more options of {@code gatewatt run}; back when it is READY. */
    Station(JavaKind jdk, Path home, CentralSystem csms, String... options) throws Exception {
        String identity = "BENCHMARK" + IDENTITIES.incrementAndGet();
        List<String> command = new ArrayList<>(List.of(
                Project.distribution().resolve("bin/gatewatt").toString(),
                "run",
                "--home",
                home.toString(),
                "--http",
                Integer.toString(port),
                "--csms",
                csms.url(),
                "--identity",
                identity));
        command.addAll(List.of(options));
        child = new Child(jdk, home.resolveSibling(home.getFileName() + ".err"), command);
        try {
            String ready = child.line("READY ");
            startSeconds = child.age();
            if (ready.contains("console=-")) {
                throw new IllegalStateException("READY without a console: " + ready);
            }
            // The command is the supervisor. The process with the station holds the lock of the home.
            process = new ProcessFigures(
                    Long.parseLong(Files.readString(home.resolve("lock")).trim()));
            peer = csms.peer(identity).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            child.close();
            throw e;
        }
    }

    /** From the start of the command to the READY line, in s. */
    double startSeconds() {
        return startSeconds;
    }

    ProcessFigures process() {
        return process;
    }

    /** Its connection, as the central system sees it. */
    Peer peer() {
        return peer;
    }

    /** The flags its java runs with, without those of its own class path, properties and cache. */
    List<String> flags() {
        return process.command().stream()
                .skip(1)
                .takeWhile(word -> !word.startsWith("-Dgatewatt."))
                .filter(word -> !word.matches("-XX:(AOT|Shared).*|-Xlog.*"))
                .toList();
    }

    /** A stimulus of the virtual charger. */
    void stimulate(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/bench" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 204) {
            throw new IOException(path + " " + body + " gave " + answer.statusCode() + " " + answer.body());
        }
    }

    @Override
    public void close() throws IOException {
        child.close();
    }
}
