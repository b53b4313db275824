// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.T1;
import static io.gatewatt.itests.conformance.kit.StationUnderTest.T2;
import static io.gatewatt.itests.conformance.kit.StationUnderTest.availability;
import static io.gatewatt.itests.conformance.kit.Step.answer;
import static io.gatewatt.itests.conformance.kit.Step.call;
import static io.gatewatt.itests.conformance.kit.Step.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import io.gatewatt.itests.harness.Csms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Conformance catalogue A6; and what must hold of a transaction however a reset goes. */
@Functionality("A6 Reset")
class ResetTest {

    private static final Step BOOT = call("BootNotification");
    private static final Step STOP = call("StopTransaction");

    private static void reset(StationUnderTest station, String type) {
        station.call("Reset", "{\"type\":\"" + type + "\"}", "Accepted");
    }

    /** How often the process was started again. */
    private static long restarts(StationUnderTest station) {
        return station.process().err().stream()
                .filter(line -> line.contains("the process ends"))
                .count();
    }

    /** Threads of all processes of the station, where the system tells; else 0. */
    private static long threads(StationUnderTest station) {
        return station.process()
                .process()
                .toHandle()
                .descendants()
                .mapToLong(ResetTest::threads)
                .sum();
    }

    private static long threads(ProcessHandle process) {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return tasks.count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void idle(StationUnderTest station, String type) {
        long restarts = restarts(station);
        station.unavailable(1);
        station.wire().begin();
        reset(station, type);
        Entry boot = station.wire().expect(BOOT);
        station.wire().inOrder(station.wire().expect(answer("Reset")), boot);
        for (int connector = 0; connector <= StationUnderTest.CONNECTORS; connector++) {
            String told = connector == 1 ? "Unavailable" : "Available";
            station.wire().inOrder(boot, station.wire().expect(status(connector, told)));
        }
        station.call("ChangeAvailability", availability(1, "Operative"), "Accepted");
        station.wire().expect(status(1, "Available"));
        assertEquals(List.of("Available"), station.wire().statuses(0));
        assertEquals(List.of("Unavailable", "Available"), station.wire().statuses(1));
        assertEquals(List.of("Available"), station.wire().statuses(2));
        assertEquals(type.equals("Hard") ? 1 : 0, restarts(station) - restarts, "starts of the process");
    }

    /** Charging, reset, told before the restart; after it the cable is still in, and the transaction stays what it is. */
    private static void charging(StationUnderTest station, String type) {
        int transaction = station.charging(1, T1);
        station.wire().begin();
        reset(station, type);
        Entry answered = station.wire().expect(answer("Reset"));
        Entry stop = station.wire().expect(STOP.with("transactionId", transaction));
        assertEquals(type + "Reset", stop.text("reason"));
        assertFalse(stop.payload().has("idTag"), stop.toString());
        Entry finishing = station.wire().expect(status(1, "Finishing"));
        Entry boot = station.wire().expect(BOOT);
        station.wire().inOrder(answered, stop, boot);
        station.wire().inOrder(answered, finishing, boot);
        for (int connector = 0; connector <= StationUnderTest.CONNECTORS; connector++) {
            String told = connector == 1 ? "Preparing" : "Available";
            station.wire().inOrder(boot, station.wire().expect(status(connector, told)));
        }
        station.wire().never(STOP, Duration.ofSeconds(1));
        station.wire().none(call("StartTransaction"));
        assertEquals(List.of("Finishing", "Preparing"), station.wire().statuses(1));
        assertEquals(List.of("Available"), station.wire().statuses(2));
    }

    @Case("Hard reset without a transaction")
    void TC_013_CS(StationUnderTest station) {
        idle(station, "Hard");
    }

    @Case("Soft reset without a transaction")
    void TC_014_CS(StationUnderTest station) {
        idle(station, "Soft");
    }

    @Case("Hard reset during a transaction")
    void TC_015_CS(StationUnderTest station) {
        charging(station, "Hard");
    }

    @Case("Soft reset during a transaction")
    void TC_016_CS(StationUnderTest station) {
        charging(station, "Soft");
    }

    @Case("Reset twice: soft, and hard while the soft one is under way")
    void X_R_01(StationUnderTest station) {
        long restarts = restarts(station);
        int first = station.charging(1, T1);
        int second = station.charging(2, T2);
        station.wire().begin();
        reset(station, "Soft");
        reset(station, "Hard");
        assertEquals(
                "SoftReset",
                station.wire().expect(STOP.with("transactionId", first)).text("reason"));
        assertEquals(
                "SoftReset",
                station.wire().expect(STOP.with("transactionId", second)).text("reason"));
        Entry boot = station.wire().expect(BOOT);
        station.wire().inOrder(boot, station.wire().expect(status(0, "Available")));
        station.wire().expect(status(1, "Preparing"));
        station.wire().expect(status(2, "Preparing"));
        station.wire().never(STOP, Duration.ofSeconds(1));
        station.wire().none(BOOT);
        assertEquals(1, restarts(station) - restarts, "the harder one wins");
    }

    @Case("Reset while the queue of transaction messages is not empty")
    void X_R_02(StationUnderTest station) {
        station.configure("MeterValueSampleInterval", 1);
        station.configure("MessageTimeout", 60);
        int transaction = station.charging(1, T1);
        station.csms().answer("MeterValues", p -> null);
        Entry stuck = station.wire().expect(call("MeterValues"));
        // Friendly again with the very boot: the message that is stuck follows it at once.
        station.csms().answer("BootNotification", p -> {
            station.csms().befriend();
            return Csms.boot("Accepted", 300);
        });
        station.wire().begin();
        reset(station, "Soft");
        Entry boot = station.wire().expect(BOOT);
        Entry stop = station.wire().expect(STOP.with("transactionId", transaction));
        station.wire().inOrder(boot, stop);
        assertEquals("SoftReset", stop.text("reason"));
        station.wire().none(call("StartTransaction"));
        List<Entry> values = station.wire().all(call("MeterValues"));
        assertEquals(stuck.id(), values.get(0).id(), "the one without an answer comes again, under its id");
        assertTrue(values.get(values.size() - 1).index() < stop.index(), "samples before the end");
        station.wire().never(STOP, Duration.ofSeconds(2));
        assertEquals(values.size(), station.wire().all(call("MeterValues")).size(), "no sample after the end");
    }

    /** One message, whose last transmission came after the boot. Gives it. */
    private static Entry onlyStop(StationUnderTest station, Entry boot, int transaction) {
        Step stop = STOP.with("transactionId", transaction);
        station.wire()
                .expect(new Step("StopTransaction after the boot", stop.fits().and(e -> e.index() > boot.index())));
        station.wire().expect(status(2, "Available"));
        List<Entry> all = station.wire().all(STOP);
        assertEquals(1, all.stream().map(Entry::id).distinct().count(), all.toString());
        return all.get(all.size() - 1);
    }

    @Case("The connection goes during a hard reset")
    void X_R_03(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        station.wire().begin();
        station.csms().answer("StopTransaction", p -> null);
        reset(station, "Hard");
        station.networkDown();
        station.csms().befriend();
        // Down until the process has gone: the virtual network comes back with the new one.
        Entry stop = onlyStop(station, station.wire().expect(BOOT), transaction);
        assertEquals("HardReset", stop.text("reason"));
    }

    @Case("Ten soft resets, the last while charging")
    void X_R_05(StationUnderTest station) {
        long threads = 0;
        for (int i = 0; i < 9; i++) {
            station.wire().begin();
            reset(station, "Soft");
            Entry boot = station.wire().expect(BOOT);
            for (int connector = 0; connector <= StationUnderTest.CONNECTORS; connector++) {
                station.wire().inOrder(boot, station.wire().expect(status(connector, "Available")));
            }
            threads = i == 2 ? threads(station) : threads;
        }
        long more = threads(station) - threads;
        // Each device has a thread: were only one left behind in each reset, there would be more.
        assertTrue(more < 6, "six resets later there are " + more + " threads more");
        charging(station, "Soft");
        // All works as before: a card, and the stop of what it began.
        station.bench().present(T2);
        Entry start = station.wire().expect(call("StartTransaction").with("idTag", T2));
        station.wire().expect(status(1, "Charging"));
        assertEquals("Remote", station.remoteStop(station.transaction(start)).text("reason"));
    }

    @Case("Power cut during a reset")
    void X_R_04(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        station.wire().begin();
        station.csms().answer("StopTransaction", p -> null);
        reset(station, "Hard");
        station.powerCut();
        station.csms().befriend();
        station.powerOn();
        Entry stop = onlyStop(station, station.wire().expect(BOOT), transaction);
        assertTrue(List.of("HardReset", "PowerLoss").contains(stop.text("reason")), stop.toString());
    }

    @Case("Power cut while the components restart")
    void X_R_06(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        station.wire().begin();
        reset(station, "Soft");
        assertEquals(
                "SoftReset",
                station.wire().expect(STOP.with("transactionId", transaction)).text("reason"));
        station.wire()
                .expect(new Step("connection closed", e -> e.frame().text().startsWith("closed")));
        station.powerCut();
        station.powerOn();
        station.wire().expect(BOOT);
        station.wire().expect(status(1, "Preparing"));
        station.wire().never(STOP, Duration.ofSeconds(1));
    }

    @Case("Soft reset while the meter is silent")
    void X_R_07(StationUnderTest station) {
        int transaction = station.charging(1, T1);
        station.bench().post("/connectors/1/meter", "{\"behaviour\":\"silent\"}");
        station.wire().begin();
        reset(station, "Soft");
        Entry boot = station.wire().expect(BOOT);
        station.wire().none(STOP);
        station.bench().post("/connectors/1/meter", "{\"behaviour\":\"ok\"}");
        Entry stop = station.wire().expect(STOP.with("transactionId", transaction));
        station.wire().inOrder(boot, stop);
        assertEquals("SoftReset", stop.text("reason"));
        assertTrue(stop.payload().path("meterStop").asInt() >= 0, stop.toString());
        station.wire().never(STOP, Duration.ofSeconds(2));
    }

    @Case("A card and a remote start while the reset is under way")
    void X_R_08(StationUnderTest station) {
        station.charging(1, T1);
        station.authorized(2, T2);
        station.csms().answer("StopTransaction", p -> null);
        station.wire().begin();
        reset(station, "Soft");
        station.wire().expect(STOP);
        station.call("RemoteStartTransaction", "{\"connectorId\":2,\"idTag\":\"" + T2 + "\"}", "Rejected");
        station.bench().plug(2);
        station.bench().present(T2);
        station.csms().befriend();
        Entry boot = station.wire().expect(BOOT);
        station.wire().inOrder(boot, station.wire().expect(status(0, "Available")));
        station.wire().never(call("StartTransaction"), Duration.ofSeconds(2));
        assertEquals("Preparing", station.wire().status(2));
    }
}
