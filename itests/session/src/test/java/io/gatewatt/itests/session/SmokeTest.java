// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.Jdk;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every shipped feature starts whole: no bundle and no component is left behind, and the Web Console answers. */
class SmokeTest {

    private static final Pattern TOLD =
            Pattern.compile("Web Console (http://[^/]+)\\S*  user (\\S+)  password (\\S+) .*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    @ParameterizedTest(name = "{0} on Java {1}")
    @CsvSource({
        "ecu-l7002s, 17",
        "ecu-l7002s, 25",
        "bench, 17",
        "bench, 25",
        "demo, 17",
        "demo, 25",
        "ecu-l7002s-rs485, 17",
        "ecu-l7002s-rs485, 25"
    })
    void startsWhole(String feature, int release, @TempDir Path home) throws Exception {
        Optional<Path> java = Jdk.home(release);
        assumeTrue(
                java.isPresent(),
                "no JDK " + release + " here: install it or name its home in JAVA" + release + "_HOME");
        try (Csms csms = new Csms();
                StationProcess station = command(feature, home, csms)
                        .environment("JAVA_HOME", java.get().toString())
                        .start()) {
            Matcher told = TOLD.matcher(station.awaitLine("Web Console "));
            assertTrue(told.matches(), station::told);
            station.awaitReady();
            URI console = URI.create(told.group(1) + "/system/console/");
            String login = "Basic "
                    + Base64.getEncoder()
                            .encodeToString((told.group(2) + ":" + told.group(3)).getBytes(StandardCharsets.UTF_8));

            Awaitility.await().atMost(Csms.PATIENCE).untilAsserted(() -> {
                assertEquals(List.of(), notActive(get(console.resolve("bundles.json"), login)));
                assertEquals(List.of(), unsatisfied(get(console.resolve("components.json"), login)));
            });
            JsonNode system = get(console.resolve("bundles.json"), login).path("data");
            assertTrue(system.size() > 40, system::toString);
            assertTrue(text(console.resolve("vmstat"), login).contains(" " + release + "."), "the wrong Java");
            assertFalse(text(console.resolve("gatewatt"), login).isEmpty());
        }
    }

    private static StationProcess.Command command(String feature, Path home, Csms csms) {
        if (feature.equals("demo")) {
            return StationProcess.Command.of(
                    "demo", "--home", home.toString(), "--http", Integer.toString(Project.freePort()));
        }
        return StationProcess.Command.run(home).with("--feature", feature, "--csms", csms.url(), "--identity", "SMOKE");
    }

    private static List<String> notActive(JsonNode bundles) {
        List<String> found = new ArrayList<>();
        for (JsonNode bundle : bundles.path("data")) {
            String state = bundle.path("state").asText();
            if (!state.equals("Active")
                    && !(bundle.path("fragment").asBoolean()
                            && (state.equals("Fragment") || state.equals("Resolved")))) {
                found.add(bundle.path("symbolicName").asText() + " is " + state);
            }
        }
        return found;
    }

    private static List<String> unsatisfied(JsonNode components) {
        List<String> found = new ArrayList<>();
        for (JsonNode component : components.path("data")) {
            String state = component.path("state").asText();
            String name = component.path("name").asText();
            // A kind of device that this station has none of.
            boolean unused = state.equals("no config") && name.matches("io\\.gatewatt\\.(driver|transport)\\..*");
            if (!state.equals("active") && !state.equals("satisfied") && !unused) {
                found.add(name + " is " + state);
            }
        }
        return found;
    }

    private JsonNode get(URI address, String login) throws IOException, InterruptedException {
        return JSON.readTree(text(address, login));
    }

    private String text(URI address, String login) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Csms.PATIENCE)
                .header("Authorization", login)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), () -> address + " says " + answer.body());
        return answer.body();
    }
}
