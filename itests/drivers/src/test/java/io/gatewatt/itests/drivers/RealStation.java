// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatt.itests.drivers.probe.Probe;
import io.gatewatt.itests.harness.Charge;
import io.gatewatt.itests.harness.Console;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.Project;
import io.gatewatt.itests.harness.StationProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * The shipped reference station on real drivers, with all that hangs on its ports: one RS-485 line with two Phoenix boards, two SDM630 behind them and a
 * third meter, and an RDM6300. The station charges at connector 1.
 */
final class RealStation implements Charge.Driver, AutoCloseable {

    /** Unit of the Carlo Gavazzi EM340, behind the first board as well. */
    static final int OTHER_METER = 21;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final Csms csms;
    private final Path folder;
    private final Path home;
    private final int linePort = Project.freePort();
    private final int probePort = Project.freePort();
    private final Peer units;
    private final Pty rs485;
    private final Pty rfid;
    private final Signer signer;
    private final StationProcess process;
    private final Console console;
    private int jars;

    RealStation(Csms csms, Path folder) throws IOException {
        this.csms = csms;
        this.folder = folder;
        home = Files.createDirectories(folder.resolve("home"));
        signer = new Signer(folder);
        signer.trustedBy(home);
        units = Peer.python(
                "meters.py",
                "--rtu-tcp",
                "" + linePort,
                "evcc:1",
                "evcc:2",
                "sdm630:11:1:5000000",
                "sdm630:12:2:7000",
                "em340:" + OTHER_METER + ":1:900");
        rs485 = Pty.to(folder.resolve("ttyRS485"), linePort);
        rfid = Pty.of(folder.resolve("ttyRFID"));
        Path drop = Files.createDirectories(home.resolve("deploy"));
        signer.sign(site(), drop.resolve("itests.site.jar"));
        signer.sign(probe(), drop.resolve("itests.probe.jar"));
        process = StationProcess.Command.run(home)
                .with("--feature", "ecu-l7002s-rs485", "--csms", csms.url(), "--identity", "REAL")
                .set("MeterValueSampleInterval", 1)
                .start();
        console = Console.of(process);
        process.awaitReady();
        csms.expectStatus(1, "Available");
        csms.expectStatus(2, "Available");
    }

    /** The ports of this site: a document for the Configurator, ranked above that of the feature. */
    private byte[] site() {
        ObjectNode document = Csms.object().put(":configurator:resource-version", 1);
        document.putObject("transport.serial~rs485")
                .put(":configurator:ranking", 1)
                .put("line.id", "rs485")
                .put("port", rs485.path())
                .put("baud:Integer", 9600);
        document.putObject("transport.serial~rfid")
                .put(":configurator:ranking", 1)
                .put("line.id", "rfid")
                .put("port", rfid.path())
                .put("baud:Integer", 9600);
        return jar(
                Map.of(
                        "Bundle-SymbolicName",
                        "itests.site",
                        "Require-Capability",
                        "osgi.extender;filter:=\"(&(osgi.extender=osgi.configurator)(version>=1.0)(!(version>=2.0)))\""),
                Map.of("OSGI-INF/configurator/site.json", document.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] probe() throws IOException {
        String code = Probe.class.getName().replace('.', '/') + ".class";
        try (InputStream in = Probe.class.getClassLoader().getResourceAsStream(code)) {
            return jar(
                    Map.of(
                            "Bundle-SymbolicName",
                            "itests.probe",
                            "Bundle-Activator",
                            Probe.class.getName(),
                            "Import-Package",
                            "com.sun.net.httpserver,io.gatewatt.deploy,org.osgi.framework",
                            "Probe-Port",
                            Integer.toString(probePort)),
                    Map.of(code, in.readAllBytes()));
        }
    }

    private static byte[] jar(Map<String, String> headers, Map<String, byte[]> entries) {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-Version", "1.0.0");
        headers.forEach(attributes::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * What came of a deployment.
     *
     * @param result in one word
     * @param version that runs now
     * @param millis from the call to the outcome
     * @param words for a person
     */
    record Outcome(String result, String version, long millis, String words) {

        private static Outcome of(String told) {
            String[] lines = told.split("\n", 4);
            if (lines.length < 4) {
                throw new AssertionError(told);
            }
            return new Outcome(lines[0], lines[1], Long.parseLong(lines[2]), lines[3]);
        }
    }

    /** Signs a bundle. */
    Path signed(byte[] jar) throws IOException {
        return signer.sign(jar, folder.resolve("driver" + ++jars + ".jar"));
    }

    /** Deploys a bundle, signed. */
    Outcome deploy(byte[] jar) throws IOException {
        return Outcome.of(ask("/install?" + encode(signed(jar).toString())));
    }

    /** Goes back to the version before. */
    Outcome rollback(String name) {
        return Outcome.of(ask("/rollback?" + encode(name)));
    }

    /**
     * What a technician types on the station's command line: {@code gatewatt driver …}.
     *
     * @param code exit code it must end with
     * @return all it told
     */
    String driver(int code, String... words) {
        StationProcess asked = StationProcess.Command.of("driver", "--home", home.toString())
                .with(words)
                .start();
        assertEquals(code, asked.awaitExit(), asked::told);
        return String.join("\n", asked.out()) + "\n" + String.join("\n", asked.err());
    }

    /** Asks the probe. */
    String ask(String path) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + probePort + path))
                                    .timeout(Duration.ofSeconds(60))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Threads, and heap in KiB after a collection. */
    List<Long> resources() {
        return ask("/resources").lines().map(Long::valueOf).toList();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Adds a configuration to a factory PID in the Web Console: names and values in turn. */
    void addConfiguration(String factory, String... settings) {
        String[] fields = new String[settings.length + 2];
        fields[0] = "factoryPid";
        fields[1] = factory;
        System.arraycopy(settings, 0, fields, 2, settings.length);
        // The words by which the console knows that there is none yet.
        console.edit("%5BTemporary%20PID%20replaced%20by%20real%20PID%20upon%20save%5D", fields);
    }

    /** Removes a configuration in the Web Console. */
    void removeConfiguration(String pid) {
        console.post("configMgr/" + pid, "apply", "true", "delete", "true");
    }

    /** Its Web Console. */
    Console console() {
        return console;
    }

    /** The process. */
    StationProcess process() {
        return process;
    }

    /** What hangs on the RS-485 line. */
    Peer units() {
        return units;
    }

    /** The RS-485 adapter. */
    Pty rs485() {
        return rs485;
    }

    @Override
    public void plug(int connector) {
        units.say("car " + connector + " C");
    }

    @Override
    public void present(String idTag) {
        rfid.say(Card.em4100(idTag));
    }

    @Override
    public void unplug(int connector) {
        units.say("car " + connector + " A");
    }

    @Override
    public void close() {
        process.close();
        rs485.close();
        rfid.close();
        units.close();
        csms.close();
    }
}
