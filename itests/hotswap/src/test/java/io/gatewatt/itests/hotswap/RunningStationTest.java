// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.hotswap;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.gatewatt.itests.harness.Charge;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.StationProcess;
import io.gatewatt.itests.hotswap.outside.Jars;
import io.gatewatt.itests.hotswap.outside.Outside;
import io.gatewatt.itests.hotswap.outside.Shipped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Bundles come into the shipped distribution by the two ways an operator has: the drop folder and the Web Console. */
public class RunningStationTest {

    private static final String METER = "bay-meter.jar";
    private static final String NAME = "itests.meter1.5";

    /** Home of the station. */
    @Rule
    public final TemporaryFolder home = new TemporaryFolder();

    private final Csms csms = new Csms();
    private StationProcess station;
    private Path deploy;
    /** Told at the first start only. */
    private String credentials;

    @Before
    public void start() throws IOException {
        deploy = home.newFolder("deploy").toPath();
        // There before the first start: in use from the first reading on.
        drop(METER, Jars.driver("meter", "meter1", 5, "1.0.0"));
        station = StationProcess.Command.run(home.getRoot().toPath())
                .with("--csms", csms.url(), "--identity", "SWAP")
                .set("Station.fixedCable", false)
                .set("MeterValueSampleInterval", 1)
                .start();
        station.awaitReady();
        Matcher told = Pattern.compile("Web Console (\\S+)  user (\\S+)  password (\\S+) .*")
                .matcher(station.awaitLine("Web Console "));
        assertTrue(told.matches());
        credentials = Base64.getEncoder()
                .encodeToString((told.group(2) + ":" + told.group(3)).getBytes(StandardCharsets.UTF_8));
        csms.expectStatus(1, "Available");
    }

    @After
    public void stop() {
        station.close();
        csms.close();
    }

    private void drop(String name, byte[] jar) throws IOException {
        Path part = deploy.resolve(name + ".part");
        Files.write(part, jar);
        Files.move(part, deploy.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private long told(String words) {
        return station.err().stream().filter(line -> line.contains(words)).count();
    }

    private void awaitTold(String words, long times) {
        try {
            Outside.await(words, () -> told(words) >= times);
        } catch (RuntimeException e) {
            throw new AssertionError("not told " + times + " times: " + words + "\n" + station.told(), e);
        }
    }

    @Test
    public void byTheDropFolder() throws IOException {
        assertEquals(station.told(), 1, told("meter of connector 1 is bound"));
        Charge charge = Charge.begin(csms, station.bench(), "DROP").more(1);
        drop(METER, Jars.driver("meter", "meter1", 5, "1.1.0"));
        awaitTold("DEPLOYED by drop folder: " + NAME + " [1.0.0 -> 1.1.0", 1);
        awaitTold("meter of connector 1 is bound", 2);
        charge.more(2).undisturbed();
        Files.delete(deploy.resolve(METER));
        awaitTold("REMOVED by drop folder: " + NAME, 1);
        charge.more(2).undisturbed();
        assertEquals("missed samples", 0, charge.missed());
        charge.end();
        assertEquals("others stay", 1, told("controller of connector 1 is bound"));
    }

    @Test
    public void byTheWebConsole() throws IOException, InterruptedException {
        Charge charge = Charge.begin(csms, station.bench(), "UPLOAD").more(1);
        HttpResponse<String> answer =
                upload("simulated.jar", Jars.reversioned(Shipped.bundle("io.gatewatt.driver.simulated"), "0.1.1"));
        assertTrue(answer.statusCode() + answer.body(), answer.statusCode() == 302 || answer.statusCode() == 200);
        awaitTold("controller of connector 1 is bound", 2);
        charge.more(3).undisturbed();
        assertEquals("missed samples", 0, charge.missed());
        charge.end();
        assertEquals("the meter of the drop folder stays", 1, told("meter of connector 1 is bound"));
    }

    /** What is bad is refused in words, and what runs goes on. */
    @Test
    public void whatTheWebConsoleRefuses() throws IOException, InterruptedException {
        Charge charge = Charge.begin(csms, station.bench(), "REFUSED").more(1);
        byte[] simulated = Jars.reversioned(Shipped.bundle("io.gatewatt.driver.simulated"), "0.1.1");
        refused("it is no jar, or a torn one", Arrays.copyOf(simulated, simulated.length / 2));
        refused("which no bundle here exports", Jars.unresolvable("meter1"));
        refused("a downgrade", Jars.driver("meter", "meter1", 5, "0.9.0"));
        refused(
                "it is part of the station itself",
                Jars.reversioned(Shipped.bundle("io.gatewatt.ocpp.protocol"), "0.1.1"));
        charge.more(2).undisturbed();
        assertEquals("missed samples", 0, charge.missed());
        charge.end();
        assertEquals(station.told(), 1, told("controller of connector 1 is bound"));
    }

    private void refused(String words, byte[] jar) throws IOException, InterruptedException {
        HttpResponse<String> answer = upload("bundle.jar", jar);
        assertEquals(answer.body(), 400, answer.statusCode());
        assertTrue(answer.body(), answer.body().contains(words));
    }

    @Test
    public void byTheCommandLine() throws IOException {
        Charge charge = Charge.begin(csms, station.bench(), "COMMAND").more(1);
        String update = file("update.jar", Jars.driver("meter", "meter1", 5, "1.1.0"));
        assertTrue(driver(0, "install", update).contains(NAME + " 1.1.0 runs in place of 1.0.0"));
        awaitTold("meter of connector 1 is bound", 2);
        assertTrue(driver(0, "list").matches("(?s).*" + NAME + " +1\\.1\\.0 +\\S+ +1\\.0\\.0 +unsigned\n.*"));
        assertTrue(driver(1, "install", file("bad.jar", Jars.unresolvable("meter1")))
                .contains("com.example.serial"));
        assertTrue(driver(0, "rollback", NAME).contains(NAME + " 1.0.0 runs in place of 1.1.0"));
        awaitTold("meter of connector 1 is bound", 3);
        charge.more(2).undisturbed();
        assertTrue(driver(0, "remove", NAME).contains(NAME + " 1.0.0 is gone"));
        assertTrue(driver(1, "remove", NAME).contains("was not deployed here"));
        charge.more(2).undisturbed();
        assertEquals("missed samples", 0, charge.missed());
        charge.end();
        // What was taken off by hand does not come back with the next start, though its jar still lies there.
        station.powerCut();
        assertEquals(137, station.awaitExit());
        assertTrue(driver(6, "list").contains("no station runs on the home"));
        station = StationProcess.Command.run(home.getRoot().toPath())
                .with("--csms", csms.url(), "--identity", "SWAP")
                .start();
        station.awaitReady();
        assertTrue(driver(0, "list").contains("Nothing was deployed here"));
        driver(0, "install", update);
    }

    /** The signing of the manual, on all three roads. */
    @Test
    public void onlyWhatATrustedSignerSigned() throws IOException, InterruptedException {
        station.close();
        station = StationProcess.Command.run(home.getRoot().toPath())
                .with("--csms", csms.url(), "--identity", "SWAP", "--set!", "Deploy.unsignedAllowed=false")
                .start();
        station.awaitReady();
        Path jar = Path.of(file("signed.jar", Jars.driver("meter", "meter1", 7, "1.0.0")));
        assertTrue(driver(1, "install", jar.toString()).contains("it is not signed"));
        refused("it is not signed", Files.readAllBytes(jar));

        String keys = home.getRoot() + "/acme.p12";
        String certificate = home.getRoot() + "/acme.pem";
        tool(
                "keytool -genkeypair -alias acme -keyalg EC -groupname secp256r1 -dname CN=Acme -validity 3650 -storepass changeit -keystore "
                        + keys);
        tool("keytool -exportcert -rfc -alias acme -storepass changeit -keystore " + keys + " -file " + certificate);
        tool("jarsigner -storepass changeit -keystore " + keys + " " + jar + " acme");
        assertTrue(driver(1, "install", jar.toString()).contains("it is signed by CN=Acme, who is not trusted here"));
        drop("acme.jar", Files.readAllBytes(jar));
        awaitTold("REFUSED by drop folder", 1);

        Files.copy(Path.of(certificate), home.getRoot().toPath().resolve("trust/acme.pem"));
        // The refused one is tried again by itself.
        awaitTold("DEPLOYED by drop folder: itests.meter1.7", 1);
        assertTrue(driver(0, "list").matches("(?s).*itests\\.meter1\\.7 +1\\.0\\.0 .* CN=Acme\n.*"));

        Files.write(jar, Jars.driver("meter", "meter1", 7, "1.1.0"));
        tool("jarsigner -storepass changeit -keystore " + keys + " " + jar + " acme");
        byte[] good = Files.readAllBytes(jar);
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            Files.writeString(inside.getPath("extra.txt"), "not signed");
        }
        assertTrue(driver(1, "install", jar.toString()).contains("it was added to after it was signed: extra.txt"));
        refused("it was added to after it was signed", Files.readAllBytes(jar));
        HttpResponse<String> answer = upload("signed.jar", good);
        assertEquals(answer.body(), 302, answer.statusCode());
        assertTrue(driver(0, "list").matches("(?s).*itests\\.meter1\\.7 +1\\.1\\.0 +\\S+ +1\\.0\\.0 .*"));
        Charge.begin(csms, station.bench(), "SIGNED").more(1).end();
    }

    private static void tool(String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.set(
                0, Path.of(System.getProperty("java.home"), "bin", words.get(0)).toString());
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(told, 0, process.waitFor());
    }

    private String file(String name, byte[] jar) throws IOException {
        return Files.write(home.getRoot().toPath().resolve(name), jar).toString();
    }

    /** What it says, on whichever stream. */
    private String driver(int code, String... words) {
        StationProcess asked = StationProcess.Command.of(
                        "driver", "--home", home.getRoot().getPath())
                .with(words)
                .start();
        assertEquals(asked.told(), code, asked.awaitExit());
        return String.join("\n", asked.out()) + "\n" + String.join("\n", asked.err());
    }

    /** The protocol is updated while the answer to a StartTransaction is awaited: it comes again under its id, and is one transaction. */
    @Test
    public void aStartIsCaughtByAnUpdateOfTheProtocol() throws IOException, InterruptedException {
        csms.answer("StartTransaction", p -> null);
        station.bench().plug(1).present("CAUGHT");
        csms.expect("StartTransaction");
        csms.answer("StartTransaction", p -> "{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":4711}");
        updateProtocol();
        csms.expect("StartTransaction");
        csms.expect("MeterValues", p -> p.path("transactionId").asInt() == 4711);
        List<Csms.Received> starts = csms.calls("StartTransaction");
        assertEquals(2, starts.size());
        assertEquals(starts.get(0).id(), starts.get(1).id());
        assertEquals(starts.get(0).payload(), starts.get(1).payload());
        station.bench().present("CAUGHT");
        assertEquals(4711, csms.expect("StopTransaction").path("transactionId").asInt());
        assertEquals(2, csms.calls("StartTransaction").size());
        assertEquals(1, csms.calls("StopTransaction").size());
    }

    /** With a central system that answers in time nothing comes twice. */
    @Test
    public void anAnswerIsWaitedForBeforeTheProtocolGoes() throws IOException, InterruptedException {
        csms.answer("StartTransaction", p -> null);
        station.bench().plug(1).present("WAITED");
        Csms.Received start = csms.take("StartTransaction", p -> true, Csms.PATIENCE);
        Thread late = new Thread(() -> {
            awaitTold("nothing begins any more", 1);
            csms.send("[3,\"" + start.id() + "\",{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":4712}]");
        });
        late.start();
        updateProtocol();
        late.join();
        csms.expect("MeterValues", p -> p.path("transactionId").asInt() == 4712);
        assertEquals(1, csms.calls("StartTransaction").size());
    }

    @Test
    public void badBundles() throws IOException {
        Charge charge = Charge.begin(csms, station.bench(), "BAD").more(1);
        byte[] good = Jars.driver("meter", "meter1", 50, "1.0.0");
        drop("torn.jar", Arrays.copyOf(good, good.length / 2));
        drop("unresolvable.jar", Jars.unresolvable("meter1"));
        awaitTold("com.example.serial", 1);
        drop("throwing.jar", Jars.throwing("meter1"));
        awaitTold("no such port: /dev/ttyS99", 1);
        charge.more(3).undisturbed();
        assertEquals("missed samples", 0, charge.missed());
        charge.end();
        assertEquals(station.told(), 1, told("meter of connector 1 is bound"));
        assertEquals(station.told(), 1, told("controller of connector 1 is bound"));
    }

    /** A soft reset restarts drivers; this one needs two attempts. */
    @Test
    public void aDriverThatIsNotBackAtOnce() throws IOException {
        softReset("start-fails-once", Csms.PATIENCE);
        assertEquals(station.told(), 2, told("the station's components start again"));
        assertEquals(station.told(), 1, told("the port is still busy"));
        assertEquals("the process goes on", 0, told("the process ends"));
        Charge.begin(csms, station.bench(), "AGAIN").more(1).end();
    }

    /** A driver that does not let go costs the process, not the reset. */
    @Test
    public void aDriverThatDoesNotLetGo() throws IOException {
        softReset("stop-hangs", Duration.ofSeconds(90));
        assertEquals(station.told(), 1, told("the restart of the station's components hangs"));
        assertEquals(station.told(), 1, told("cut off"));
        Charge.begin(csms, station.bench(), "AGAIN").more(1).end();
    }

    private void softReset(String behaviour, Duration patience) throws IOException {
        drop("stubborn.jar", Jars.stubborn(behaviour));
        awaitTold("a stubborn driver has started", 1);
        csms.forget();
        csms.call("Reset", "{\"type\":\"Soft\"}");
        csms.take("BootNotification", any -> true, patience);
        csms.expectStatus(1, "Available");
    }

    /** No road of an operator leads there: it is part of the station. */
    private void updateProtocol() throws IOException {
        drop(
                "updating.jar",
                Jars.updating(
                        "io.gatewatt.ocpp.protocol",
                        Jars.reversioned(Shipped.bundle("io.gatewatt.ocpp.protocol"), "0.1.1")));
    }

    private HttpResponse<String> upload(String name, byte[] jar) throws IOException, InterruptedException {
        String origin = "http://127.0.0.1:" + station.httpPort();
        String boundary = "----bundle";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String[] field :
                new String[][] {{"action", "install"}, {"bundlestart", "start"}, {"bundlestartlevel", "11"}}) {
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field[0] + "\"\r\n\r\n"
                            + field[1] + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"bundlefile\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/java-archive\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(jar);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin + "/system/console/bundles"))
                .header("Authorization", "Basic " + credentials)
                .header("Origin", origin)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
