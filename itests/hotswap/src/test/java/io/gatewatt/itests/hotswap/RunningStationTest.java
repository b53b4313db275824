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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
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
        awaitTold("Updating bundle " + NAME + " / 1.0.0", 1);
        awaitTold("meter of connector 1 is bound", 2);
        charge.more(2).undisturbed();
        Files.delete(deploy.resolve(METER));
        awaitTold("Uninstalling bundle", 1);
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

    /** The protocol is updated while the answer to a StartTransaction is awaited: it comes again under its id, and is one transaction. */
    @Test
    public void aStartIsCaughtByAnUpdateOfTheProtocol() throws IOException, InterruptedException {
        csms.answer("StartTransaction", p -> null);
        station.bench().plug(1).present("CAUGHT");
        csms.expect("StartTransaction");
        csms.answer("StartTransaction", p -> "{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":4711}");
        upload("protocol.jar", Jars.reversioned(Shipped.bundle("io.gatewatt.ocpp.protocol"), "0.1.1"));
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
        upload("protocol.jar", Jars.reversioned(Shipped.bundle("io.gatewatt.ocpp.protocol"), "0.1.1"));
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

    private HttpResponse<String> upload(String name, byte[] jar) throws IOException, InterruptedException {
        Matcher told = Pattern.compile("Web Console (\\S+)  user (\\S+)  password (\\S+) .*")
                .matcher(station.awaitLine("Web Console "));
        assertTrue(told.matches());
        String credentials = Base64.getEncoder()
                .encodeToString((told.group(2) + ":" + told.group(3)).getBytes(StandardCharsets.UTF_8));
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
