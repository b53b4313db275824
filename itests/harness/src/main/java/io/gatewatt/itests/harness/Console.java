// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The Web Console of a station, as a person with the password uses it. */
public final class Console {

    private static final Pattern TOLD = Pattern.compile("Web Console \\S+  user (\\S+)  password (\\S+) .*");
    private static final String BOUNDARY = "gatewatt-boundary";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String base;
    private final String password;

    private Console(int port, String password) {
        this.base = "http://127.0.0.1:" + port + "/system/console/";
        this.password = password;
    }

    /** The console of a station on a fresh home: its password is read where the station tells it, once. */
    public static Console of(StationProcess station) {
        String line = station.awaitLine("Web Console ");
        Matcher told = TOLD.matcher(line);
        if (!told.matches()) {
            throw new AssertionError("no user and password in: " + line);
        }
        return new Console(station.httpPort(), told.group(2));
    }

    /** The same home, served by a process started later. */
    public Console now(StationProcess station) {
        return new Console(station.httpPort(), password);
    }

    /** Reads a page; the path counts from {@code /system/console/}. */
    public HttpResponse<byte[]> get(String path) {
        return send(request(path).GET());
    }

    /** The text of a page that must be there. */
    public String text(String path) {
        HttpResponse<byte[]> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError("GET " + path + " gave " + answer.statusCode());
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Sends a form: names and values in turn. */
    public Answer post(String path, String... fields) {
        Map<String, String> form = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpResponse<byte[]> answer = send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        return new Answer(
                answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8).replace("&apos;", "'"));
    }

    /** Edits settings of a configuration, as its form does: names and values in turn. */
    public Answer edit(String pid, String... settings) {
        String[] fields = new String[settings.length + 4];
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < settings.length; i += 2) {
            names.append(names.length() == 0 ? "" : ",").append(settings[i]);
        }
        fields[0] = "apply";
        fields[1] = "true";
        fields[2] = "propertylist";
        fields[3] = names.toString();
        System.arraycopy(settings, 0, fields, 4, settings.length);
        return post("configMgr/" + pid, fields);
    }

    /** Installs a bundle from a jar and starts it, as the upload form does. */
    public void install(String file, byte[] jar) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, "name=\"action\"", "install".getBytes(StandardCharsets.UTF_8));
        part(body, "name=\"bundlestart\"", "start".getBytes(StandardCharsets.UTF_8));
        part(body, "name=\"bundlestartlevel\"", "20".getBytes(StandardCharsets.UTF_8));
        part(body, "name=\"bundlefile\"; filename=\"" + file + "\"\r\nContent-Type: application/java-archive", jar);
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> answer = send(request("bundles")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
        if (answer.statusCode() / 100 > 3) {
            throw new AssertionError("upload of " + file + " gave " + answer.statusCode() + " "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    /**
     * What came of a form.
     *
     * @param status HTTP status; a form that was taken redirects
     * @param body the page
     */
    public record Answer(int status, String body) {}

    private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        String login = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Basic " + login);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
