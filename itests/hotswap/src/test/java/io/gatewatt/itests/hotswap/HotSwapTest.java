// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.hotswap;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemPackage;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import io.gatewatt.deploy.Deployment;
import io.gatewatt.deploy.Outcome;
import io.gatewatt.itests.harness.Charge;
import io.gatewatt.itests.hotswap.outside.Jars;
import io.gatewatt.itests.hotswap.outside.Outside;
import io.gatewatt.itests.hotswap.outside.Shipped;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.options.UrlProvisionOption;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Drivers and profiles are replaced while a car charges, in the shipped feature {@code bench}. This class runs inside the framework; the central
 * system and the car are outside. Connector 1 is on drivers of the test, so that each kind can go alone.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HotSwapTest {

    private static final List<String> KINDS = List.of("meter", "controller", "lock", "reader");
    private static final Outside OUTSIDE = Outside.world();
    private static final Figures FIGURES = new Figures();
    private static boolean begun;

    private final AtomicInteger versions = new AtomicInteger();

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin admin;

    @Inject
    private Deployment deployment;

    /** The framework as the launcher sets it up. Runs outside. */
    @Configuration
    public Option[] shippedFeature() {
        List<Option> options = new ArrayList<>();
        Shipped shipped = new Shipped();
        shipped.parts().forEach(part -> {
            UrlProvisionOption option = bundle(part.jar().toUri().toString()).startLevel(part.startLevel());
            options.add(part.fragment() ? option.noStart() : option);
        });
        Map<String, String> settings = Map.of(
                "Connection.url", OUTSIDE.url(),
                "Connection.identity", "SWAP",
                "Station.fixedCable", "false",
                "Station.profiles", "Core,Reservation",
                "MeterValueSampleInterval", "1");
        shipped.properties(OUTSIDE.home(), OUTSIDE.port(), settings)
                .forEach((key, value) -> options.add(frameworkProperty(key).value(value)));
        options.add(systemProperty("org.sqlite.tmpdir")
                .value(OUTSIDE.home().resolve("tmp").toString()));
        options.add(systemProperty("gatewatt.log").value("WARN"));
        options.add(systemPackage("io.gatewatt.itests.hotswap.outside"));
        options.add(systemPackage("io.gatewatt.itests.harness"));
        options.add(frameworkStartLevel(20));
        options.add(junitBundles());
        return options.toArray(Option[]::new);
    }

    /** Puts connector 1 on drivers of the test, once. */
    @Before
    public void ownDrivers() throws Exception {
        if (!begun) {
            begun = true;
            OUTSIDE.awaitStation();
            for (String kind : KINDS) {
                install(kind, 0, "1.0.0");
            }
            for (String kind : KINDS) {
                target(1, kind, device(kind));
            }
            // Both readers show the same card.
            target(2, "reader", "none");
            for (String kind : KINDS) {
                Outside.await(kind + " in use", () -> used(kind) > 0);
            }
        }
    }

    @After
    public void tell() {
        FIGURES.write();
        OUTSIDE.clear();
    }

    private static String device(String kind) {
        return "bay." + kind;
    }

    private static long used(String kind) {
        return Long.getLong("gatewatt.itests." + device(kind), 0);
    }

    private Bundle install(String kind, int ranking, String version) throws BundleException {
        Bundle bundle = context.installBundle(
                "itests:" + kind + ":" + ranking,
                new ByteArrayInputStream(Jars.driver(kind, device(kind), ranking, version)));
        bundle.start();
        return bundle;
    }

    private Bundle installed(String location) {
        return context.getBundle(location);
    }

    private static void update(Bundle bundle, byte[] jar) throws BundleException {
        bundle.update(new ByteArrayInputStream(jar));
    }

    /** Has a connector use another device of this kind. */
    private void target(int connector, String kind, String device) throws Exception {
        org.osgi.service.cm.Configuration hardware =
                admin.getFactoryConfiguration("station.connector", Integer.toString(connector), "?");
        Dictionary<String, Object> properties = hardware.getProperties();
        String reference = kind.equals("reader") ? "readers" : kind;
        properties.put(reference + ".target", "(device.id=" + device + ")");
        hardware.update(properties);
    }

    /** Does something to a driver of this kind, and waits until the station uses what is there then. */
    private void swap(String kind, Action action) throws Exception {
        House before = House.of(context, kind);
        long[] gone = new long[1];
        ServiceListener watch = event -> {
            if (event.getType() == ServiceEvent.UNREGISTERING) {
                gone[0] = System.nanoTime();
                System.clearProperty("gatewatt.itests." + device(kind));
            }
        };
        context.addServiceListener(watch, "(device.id=" + device(kind) + ")");
        try {
            System.clearProperty("gatewatt.itests." + device(kind));
            action.run();
            Outside.await(kind + " in use again", () -> used(kind) > 0);
        } finally {
            context.removeServiceListener(watch);
        }
        if (gone[0] != 0) {
            FIGURES.gap(kind, (used(kind) - gone[0]) / 1e6);
        }
        assertEquals("nothing but the " + kind + " moves", before, House.of(context, kind));
    }

    private interface Action {

        void run() throws Exception;
    }

    private void swapEveryWay(String kind) throws Exception {
        Charge charge = OUTSIDE.charge("SWAP-" + kind).more(1);
        Bundle driver = installed("itests:" + kind + ":0");
        swap(kind, () -> update(driver, Jars.driver(kind, device(kind), 0, "1.1.0")));
        charge.more(1);
        swap(kind, () -> {
            driver.stop();
            driver.start();
        });
        charge.more(1);
        swap(kind, () -> {
            driver.uninstall();
            install(kind, 0, "1.2.0");
        });
        charge.more(1);
        // Readers do not take over from each other: each is listened to.
        if (!kind.equals("reader")) {
            Bundle[] better = new Bundle[1];
            swap(kind, () -> better[0] = install(kind, 10, "2.0.0"));
            charge.more(1);
            swap(kind, () -> better[0].uninstall());
            charge.more(1);
        }
        swap(kind, () -> {
            target(1, kind, kind + "1");
            charge.more(1);
            target(1, kind, device(kind));
        });
        charge.more(2).undisturbed();
        FIGURES.charged(charge);
        OUTSIDE.noneMissed(charge);
        assertTrue("energy flowed: " + charge.energy(), charge.energy() > 0);
        charge.end();
    }

    @Test
    public void meter() throws Exception {
        swapEveryWay("meter");
    }

    @Test
    public void controller() throws Exception {
        swapEveryWay("controller");
    }

    @Test
    public void lock() throws Exception {
        swapEveryWay("lock");
    }

    @Test
    public void reader() throws Exception {
        swapEveryWay("reader");
    }

    /** All shipped drivers at once, for they are one bundle. */
    @Test
    public void allShippedDriversAtOnce() throws Exception {
        for (String kind : KINDS) {
            target(1, kind, kind + "1");
        }
        Charge charge = OUTSIDE.charge("SWAP-ALL").more(1);
        Bundle simulated = shipped("io.gatewatt.driver.simulated");
        for (int i = 1; i <= 3; i++) {
            update(simulated, Jars.reversioned(Shipped.bundle("io.gatewatt.driver.simulated"), "0.1." + i));
            charge.more(2);
        }
        charge.undisturbed();
        FIGURES.charged(charge);
        OUTSIDE.noneMissed(charge);
        charge.end();
        for (String kind : KINDS) {
            target(1, kind, device(kind));
        }
    }

    @Test
    public void fiftyMeters() throws Exception {
        Bundle driver = installed("itests:meter:0");
        Charge charge = OUTSIDE.charge("SWAP-50").more(2);
        for (int i = 0; i < 5; i++) {
            swapMeter(driver, "3.0." + i);
        }
        Resources before = Resources.now();
        for (int i = 0; i < 50; i++) {
            swapMeter(driver, "3.1." + i);
        }
        Resources after = Resources.now();
        charge.more(2).undisturbed();
        FIGURES.charged(charge);
        FIGURES.put("threadsBefore", before.threads());
        FIGURES.put("threadsAfter", after.threads());
        FIGURES.put("filesBefore", before.files());
        FIGURES.put("filesAfter", after.files());
        FIGURES.put("heapKiBBefore", before.heapKiB());
        FIGURES.put("heapKiBAfter", after.heapKiB());
        System.out.println(FIGURES.line());
        assertTrue(before + " then " + after, after.threads() <= before.threads() + 2);
        assertTrue(before + " then " + after, after.files() <= before.files() + 4);
        assertTrue(before + " then " + after, after.heapKiB() <= before.heapKiB() + 3000);
        OUTSIDE.noneMissed(charge);
        charge.end();
    }

    private void swapMeter(Bundle driver, String version) throws Exception {
        swap("meter", () -> update(driver, Jars.driver("meter", device("meter"), 0, version)));
    }

    /** As it is done in the field: verified, tried, judged beside the one before; a bad one goes again, and any one can be taken back. */
    @Test
    public void deployed() throws Exception {
        Charge charge = OUTSIDE.charge("SWAP-DEPLOYED").more(1);
        for (int i = 0; i < 10; i++) {
            deploy(Outcome.Result.DEPLOYED, "deploy", Jars.driver("meter", device("meter"), 0, "5.0." + i));
        }
        deploy(Outcome.Result.ROLLED_BACK, "automaticRollback", Jars.driver("nonsense", device("meter"), 0, "6.0.0"));
        charge.more(1);
        String name = "itests." + device("meter") + ".0";
        told(Outcome.Result.DEPLOYED, "rollback", deployment.rollback(name, "test"));
        told(Outcome.Result.REMOVED, "remove", deployment.remove(name, "test"));
        charge.more(2).undisturbed();
        OUTSIDE.noneMissed(charge);
        charge.end();
    }

    /** Components with the configurations of others: what is shipped makes room, and comes back. */
    @Test
    public void deployedInPlaceOfWhatIsShipped() throws Exception {
        Charge charge = OUTSIDE.charge("SWAP-SHIPPED").more(1);
        String name = "io.gatewatt.driver.simulated";
        deploy(Outcome.Result.DEPLOYED, "deployShipped", Jars.reversioned(Shipped.bundle(name), "7.0.0"));
        charge.more(1);
        told(Outcome.Result.REMOVED, "removeShipped", deployment.remove(name, "test"));
        charge.more(2).undisturbed();
        charge.end();
    }

    private void deploy(Outcome.Result expected, String what, byte[] jar) throws Exception {
        Path file = Files.write(Files.createTempFile(OUTSIDE.home(), "driver", ".jar"), jar);
        told(expected, what, deployment.install(file, "test"));
        Files.delete(file);
    }

    private static void told(Outcome.Result expected, String what, Outcome outcome) {
        assertEquals(outcome.words(), expected, outcome.result());
        System.out.println(what + " took " + outcome.tookMillis() + " ms: " + outcome.words());
        FIGURES.put(what + "Ms", outcome.tookMillis());
    }

    @Test
    public void handlersOfCalls() throws Exception {
        Charge charge = OUTSIDE.charge("SWAP-HANDLERS").more(1);
        String transfer = "{\"vendorId\":\"io.gatewatt.itests\",\"data\":\"ping\"}";
        Bundle handlers = context.installBundle("itests:handlers", new ByteArrayInputStream(Jars.handlers("1.0.0")));
        for (int i = 0; i < 3; i++) {
            assertTrue(OUTSIDE.call("DataTransfer", transfer).contains("UnknownVendorId"));
            assertTrue(
                    OUTSIDE.call("CancelReservation", "{\"reservationId\":1}").contains("NotSupported"));
            assertEquals("Core", OUTSIDE.key("SupportedFeatureProfiles"));
            handlers.start();
            assertTrue(OUTSIDE.call("DataTransfer", transfer).contains("\"data\":\"ping\""));
            assertTrue(
                    OUTSIDE.call("DataTransfer", "{\"vendorId\":\"stranger\"}").contains("UnknownVendorId"));
            assertTrue(
                    OUTSIDE.call("CancelReservation", "{\"reservationId\":1}").contains("Rejected"));
            assertEquals("Core,Reservation", OUTSIDE.key("SupportedFeatureProfiles"));
            handlers.stop();
        }
        handlers.uninstall();
        charge.more(2).undisturbed();
        OUTSIDE.noneMissed(charge);
        charge.end();
    }

    /** The Core profile and the protocol are updated while a car charges, with the central system there and away. */
    @Test
    public void coreAndProtocol() throws Exception {
        for (boolean away : new boolean[] {false, true}) {
            String when = away ? ".offline" : "";
            stack("core" + when, away, "io.gatewatt.profile.core");
            stack("protocol" + when, away, "io.gatewatt.ocpp.protocol");
            stack("coreAndProtocol" + when, away, "io.gatewatt.profile.core", "io.gatewatt.ocpp.protocol");
        }
    }

    private void stack(String what, boolean away, String... updated) throws Exception {
        Charge charge = OUTSIDE.charge("SWAP-STACK").more(1);
        if (away) {
            OUTSIDE.down();
        }
        for (String name : updated) {
            update(shipped(name), Jars.reversioned(Shipped.bundle(name), "0.2." + versions.incrementAndGet()));
        }
        if (away) {
            OUTSIDE.up();
        }
        charge.more(3).whole();
        FIGURES.put(what + ".missedSamples", charge.missed());
        FIGURES.put(what + ".resentSamples", charge.resent());
        charge.end();
    }

    /** A session ends while the Core profile is away: told once it is back, once. */
    @Test
    public void coreAwayAtTheEnd() throws Exception {
        Charge charge = OUTSIDE.charge("SWAP-END").more(1);
        Bundle core = shipped("io.gatewatt.profile.core");
        core.stop();
        OUTSIDE.unplug();
        core.start();
        charge.ended();
    }

    private Bundle shipped(String name) {
        for (Bundle bundle : context.getBundles()) {
            if (name.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new IllegalStateException("no " + name);
    }
}
