// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.console;

import io.gatewatt.itests.harness.Project;
import io.gatewatt.itests.harness.StationProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shipped distribution as {@code gatewatt demo}, with the password it has told. */
final class DemoStation implements AutoCloseable {

    private static final Pattern TOLD = Pattern.compile("Web Console (\\S+)  user (\\S+)  password (\\S+) .*");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final StationProcess process;
    private final String address;
    private final String password;

    private DemoStation(StationProcess process) {
        this.process = process;
        Matcher told = TOLD.matcher(process.awaitLine("Web Console "));
        if (!told.matches()) {
            throw new AssertionError("no address, user and password in one line:\n" + process.told());
        }
        address = told.group(1);
        password = told.group(3);
    }

    /** Starts it on this home. */
    static DemoStation start(Path home) {
        String port = Integer.toString(Project.freePort());
        StationProcess process = StationProcess.Command.of("demo", "--home", home.toString(), "--http", port)
                .start();
        try {
            DemoStation station = new DemoStation(process);
            process.awaitReady();
            return station;
        } catch (RuntimeException | AssertionError e) {
            process.close();
            throw e;
        }
    }

    /** Address of the charging page. */
    String address() {
        return address;
    }

    /** The same with user and password in it, as a browser takes them. */
    String addressWithPassword() {
        return address.replace("http://", "http://admin:" + password + "@");
    }

    String password() {
        return password;
    }

    String authorization() {
        return authorization(password);
    }

    static String authorization(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
    }

    StationProcess process() {
        return process;
    }

    /** Sends a request with these headers, name and value in turn, and gives the answer. */
    HttpResponse<String> send(String method, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address).resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.close();
    }
}
