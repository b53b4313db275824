// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.itests.harness.BundleCopy;
import io.gatewatt.itests.harness.Charge;
import io.gatewatt.itests.harness.Csms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All drivers of the shipped reference station are exchanged while a car charges; what is asserted is what the central system sees. */
class FieldUpgradeTest {

    private static final String CARD = "0A00112233";
    private static final int SWAPS = 50;
    private static final String CONTROLLER = "driver.phoenix";
    private static final String METER = "driver.eastron";

    @TempDir
    private Path folder;

    private final Csms csms = new Csms();
    private RealStation station;
    private Charge charge;

    @BeforeEach
    void start() throws IOException {
        Debian.needModbus();
        station = new RealStation(csms, folder);
        charge = Charge.begin(csms, station, CARD).more(1);
    }

    @AfterEach
    void stop() {
        if (station != null) {
            station.close();
        }
    }

    private void deployed(String bundle, String version) throws IOException {
        RealStation.Outcome outcome = station.deploy(BundleCopy.reversioned(DriverHost.built(bundle), version));
        assertEquals("DEPLOYED", outcome.result(), outcome::words);
        assertEquals(version, outcome.version(), outcome::words);
        took.add((double) outcome.millis());
    }

    private final List<Double> took = new ArrayList<>();

    private void undisturbed() {
        charge.more(2).undisturbed();
        assertEquals(0, charge.missed(), "samples missed");
    }

    /** A controller of the same name that is never there: its class is missing. */
    private static byte[] bad(String version) {
        return BundleCopy.of(DriverHost.built(CONTROLLER))
                .header("Bundle-Version", version)
                .edit(
                        "OSGI-INF/io.gatewatt.driver.phoenix.PhoenixController.xml",
                        "driver\\.phoenix\\.PhoenixController\"/>",
                        "driver.phoenix.Nowhere\"/>")
                .bytes();
    }

    /** By the command line, as a technician would: it tells which version runs in place of which. */
    private void installed(String bundle, String version) throws IOException {
        String jar = station.signed(BundleCopy.reversioned(DriverHost.built(bundle), version))
                .toString();
        String told = station.driver(0, "install", jar);
        assertTrue(told.contains("io.gatewatt." + bundle + " " + version + " runs"), told);
    }

    /** The acceptance scenario, in one transaction; the card that began the charge at the old reader ends it at the new one. */
    @Test
    void everyDriverInOneTransaction() throws IOException {
        installed(METER, "0.1.1");
        undisturbed();
        // A maker whose meters the station did not know comes in the field, and is then named in the configuration.
        installed("driver.carlogavazzi", "0.1.0");
        station.console()
                .edit("driver.modbusmeter~1", "meter", "carlogavazzi-em340", "unit", "" + RealStation.OTHER_METER);
        undisturbed();
        installed(CONTROLLER, "0.1.1");
        undisturbed();
        String refused =
                station.driver(1, "install", station.signed(bad("0.1.2")).toString());
        assertTrue(refused.contains("0.1.2 did not prove itself"), refused);
        assertTrue(refused.contains("0.1.1 runs as before"), refused);
        Numbers.put("rollbackOfABadVersionMs", Integer.parseInt(refused.replaceAll("(?s).*\\((\\d+) ms\\).*", "$1")));
        undisturbed();
        RealStation.Outcome back = station.rollback("io.gatewatt." + CONTROLLER);
        assertTrue(back.version().startsWith("0.1.0"), back::words);
        Numbers.put("rollbackByHandMs", back.millis());
        undisturbed();
        endedAtAnotherReader();
        assertEquals(0, charge.missed());
    }

    private void endedAtAnotherReader() {
        try (Card.Terminal terminal = Card.terminal(folder)) {
            station.addConfiguration("driver.pcsc", "device.id", "reader2", "terminal", "Virtual");
            station.removeConfiguration("driver.em4100~1");
            undisturbed();
            station.present(CARD);
            undisturbed();
            Awaitility.await("the card ends the charge").atMost(Csms.PATIENCE).until(() -> {
                terminal.take();
                terminal.show(CARD);
                return stopped();
            });
            charge.ended();
        }
    }

    private boolean stopped() {
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(3))
                    .until(() -> !csms.all("StopTransaction").isEmpty());
            return true;
        } catch (ConditionTimeoutException notYet) {
            return false;
        }
    }

    @Test
    void fiftyInARow() throws IOException {
        // What is loaded once only is loaded now.
        deployed(METER, "0.2.0");
        deployed(CONTROLLER, "0.2.0");
        undisturbed();
        took.clear();
        station.ask("/gaps");
        List<Long> before = station.resources();
        for (int i = 1; i <= SWAPS / 2; i++) {
            deployed(METER, "0.2." + i);
            deployed(CONTROLLER, "0.2." + i);
            charge.undisturbed();
        }
        List<Double> gaps = station.ask("/gaps")
                .lines()
                .map(us -> Double.parseDouble(us) / 1000)
                .toList();
        undisturbed();
        List<Long> after = station.resources();
        Numbers.put("swaps", SWAPS);
        Numbers.put("swapGapMs", gaps);
        Numbers.put("installToActiveMs", took);
        Numbers.put("swapMissedSamples", charge.missed());
        Numbers.put("swapSamplesOffGridMs", charge.offGrid());
        Numbers.put("threadsBefore", before.get(0));
        Numbers.put("threadsAfter", after.get(0));
        Numbers.put("heapKiBBefore", before.get(1));
        Numbers.put("heapKiBAfter", after.get(1));
        assertTrue(
                after.get(0) <= before.get(0) + 1,
                before + " threads and KiB before, after " + after + "\n" + station.ask("/threads"));
        assertTrue(after.get(1) < before.get(1) + 8 * 1024, before + " threads and KiB before, after " + after);
        charge.end();
        assertEquals(0, charge.missed());
    }
}
