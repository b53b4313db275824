// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.itests.harness.Console;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.StationProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret is in the secret store and nowhere else: not in files, not in logs, not on a page or in a download of the console. */
class SecretsTest {

    private static final String FIRST = "Canary-One-4f7a2c91";
    private static final String SECOND = "Canary-Two-e05b83d6";
    private static final Pattern LINK =
            Pattern.compile("(?:href|src|action)=[\"'](?:/system/console/|\\./)?([\\w.-]+(?:/[\\w.~-]+)*)[\"'?]");
    /** Pages that change something when they are read, never end, or need a session of their own. */
    private static final Pattern NOT_READ = Pattern.compile("logout|gatewatt/events|.*\\.(png|gif|ico|css)|res/.*");

    @TempDir
    Path folder;

    @Test
    void aCanaryIsFoundNowhereButInTheSecretStore() throws IOException {
        Path home = folder.resolve("home");
        Map<String, byte[]> looked = new TreeMap<>();
        try (Csms csms = new Csms();
                StationProcess station = start(home, csms)) {
            station.awaitReady();
            Console console = Console.of(station);
            csms.expectStatus(1, "Available");
            looked.put(
                    "page state.json before", console.get("gatewatt/state.json").body());
            station.bench().plug(1).present("04A1B2C3");
            csms.expectStatus(1, "Charging");
            String change = "{\"key\":\"AuthorizationKey\",\"value\":\"" + SECOND + "\"}";
            assertEquals(
                    "Accepted",
                    csms.call("ChangeConfiguration", change).path("status").asText());
            await().atMost(Csms.PATIENCE).until(() -> csms.handshakes().size() > 1);
            csms.expect("MeterValues");
            String bad = "{\"key\":\"AuthorizationKey\",\"value\":\"" + SECOND + "-and-much-too-long-for-a-key\"}";
            assertEquals(
                    "Rejected",
                    csms.call("ChangeConfiguration", bad).path("status").asText());
            assertTrue(csms.callFrame(
                                    "ChangeConfiguration",
                                    "{\"key\":\"AuthorizationKey\",\"value\":7,\"x\":\"" + SECOND + "\"}")
                            .get(0)
                            .asInt()
                    == 4);
            csms.call("GetConfiguration", "{\"key\":[\"AuthorizationKey\"]}");
            station.bench().present("04A1B2C3");
            csms.expect("StopTransaction");
            looked.put(
                    "bench state",
                    station.bench().send("GET", "/state", null).body().getBytes(StandardCharsets.UTF_8));
            read(console, looked);
            looked.put("stdout and stderr", station.told().getBytes(StandardCharsets.UTF_8));
            files(home, looked);
            station.terminate().awaitExit();
            looked.put("stdout and stderr at the end", station.told().getBytes(StandardCharsets.UTF_8));
            files(home, looked);
        }
        List<String> found = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<String, byte[]> place : looked.entrySet()) {
            bytes += place.getValue().length;
            search(place.getKey(), place.getValue(), found);
        }
        System.out.println("canary of AuthorizationKey: looked into " + looked.size() + " files, pages and downloads, "
                + bytes / 1024 + " KiB; found in " + found.size());
        assertEquals(List.of(), found);
        Path secrets = home.resolve("secrets");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)));
        try (Stream<Path> files = Files.list(secrets)) {
            for (Path file : files.toList()) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                        file.toString());
            }
        }
        assertEquals(SECOND, Files.readString(secrets.resolve("authorizationKey")));
    }

    private static StationProcess start(Path home, Csms csms) {
        return StationProcess.Command.run(home)
                .with("--csms", csms.url(), "--identity", "CP1", "--verbose")
                .set("AuthorizationKey", FIRST)
                .set("MeterValueSampleInterval", 1)
                .start();
    }

    /** Every page that a page links to, and every download of the status pages. */
    private static void read(Console console, Map<String, byte[]> looked) {
        TreeSet<String> open = new TreeSet<>(List.of(
                "gatewatt",
                "gatewatt/state.json",
                "bundles",
                "bundles.json",
                "components",
                "components.json",
                "configMgr",
                "services",
                "services.json",
                "vmstat",
                "configMgr/ocpp.core.json",
                "configMgr/ocpp.core.limits.json",
                "configMgr/ocpp.connection.json",
                "configMgr/station.json",
                "configMgr/loop.store.json",
                "configMgr/station.connector~1.json",
                "status-Configurations.json",
                "status-Configurations.txt",
                "status-Configurations.zip"));
        for (int id = 0; id < 80; id++) {
            open.addAll(List.of("bundles/" + id + ".json", "components/" + id + ".json", "services/" + id + ".json"));
        }
        TreeSet<String> done = new TreeSet<>();
        while (!open.isEmpty()) {
            String path = open.pollFirst();
            if (!done.add(path) || NOT_READ.matcher(path).matches()) {
                continue;
            }
            HttpResponse<byte[]> answer = console.get(path);
            looked.put("console " + path + " " + answer.statusCode(), answer.body());
            if (answer.headers().firstValue("Content-Type").orElse("").contains("html")) {
                Matcher link = LINK.matcher(new String(answer.body(), StandardCharsets.UTF_8));
                while (link.find()) {
                    open.add(link.group(1));
                }
                if (path.startsWith("status-") && !path.contains(".")) {
                    open.addAll(List.of(path + ".txt", path + ".json", path + ".zip", path + ".nfo"));
                }
            }
        }
        assertTrue(done.stream().filter(path -> path.startsWith("status-")).count() > 20, done.toString());
    }

    private static void files(Path home, Map<String, byte[]> looked) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.startsWith(home.resolve("secrets"))) {
                    looked.put("file " + home.relativize(file), Files.readAllBytes(file));
                }
            }
        }
    }

    private static void search(String place, byte[] content, List<String> found) throws IOException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        for (String secret : List.of(FIRST, SECOND)) {
            byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
            String login = Base64.getEncoder().encodeToString(("CP1:" + secret).getBytes(StandardCharsets.US_ASCII));
            boolean there = text.contains(secret)
                    || text.contains(login)
                    || text.toLowerCase(Locale.ROOT).contains(HexFormat.of().formatHex(bytes))
                    || text.contains(Base64.getEncoder().encodeToString(bytes));
            if (there) {
                int at = Math.max(text.indexOf(secret), 0);
                found.add(place + ": ..."
                        + text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 30))
                                .replace('\n', ' '));
            }
        }
        if (text.startsWith("PK")) {
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    search(place + "!" + entry.getName(), zip.readAllBytes(), found);
                }
            }
        }
    }
}
