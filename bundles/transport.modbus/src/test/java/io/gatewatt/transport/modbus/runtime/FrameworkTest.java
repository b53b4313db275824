// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fazecast.jSerialComm.SerialPort;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.modbus.ModbusBus;
import io.gatewatt.transport.serial.SerialLine;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.felix.scr.info.ScrInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.ComponentConstants;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;

/** Both transports as bundles in a real framework, on a real pseudo terminal with pymodbus at its other end. */
@Timeout(120)
class FrameworkTest {

    @TempDir
    Path folder;

    private final Peer peer = new Peer();
    private Framework framework;
    private BundleContext context;
    private Bundle serialLibrary;
    private Bundle serial;
    private Bundle modbus;

    @BeforeEach
    void start() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.slf4j;version=2.0.0,org.slf4j.event;version=2.0.0,org.osgi.service.cm;version=1.6.1"));
        framework.start();
        context = framework.getBundleContext();
        List<Bundle> bundles = new ArrayList<>();
        for (Class<?> one : List.of(
                Promise.class,
                Function.class,
                ComponentConstants.class,
                org.apache.felix.cm.impl.ConfigurationManager.class,
                ScrInfo.class,
                DeviceException.class)) {
            bundles.add(install(one));
        }
        serialLibrary = install(SerialPort.class);
        serial = install(SerialLine.class);
        modbus = install(ModbusBus.class);
        bundles.addAll(List.of(serialLibrary, serial, modbus));
        for (Bundle bundle : bundles) {
            bundle.start();
            assertEquals(Bundle.ACTIVE, bundle.getState(), bundle::getSymbolicName);
        }
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
        peer.close();
        assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("modbus-") || name.startsWith("serial-"))
                        .toList());
    }

    private Bundle install(Class<?> one) throws Exception {
        return context.installBundle(location(one));
    }

    private static String location(Class<?> one) throws URISyntaxException {
        URI source = one.getProtectionDomain().getCodeSource().getLocation().toURI();
        if (one == ModbusBus.class || new File(source).isDirectory()) {
            return "reference:" + source;
        }
        return source.toString();
    }

    private Configuration configure(String pid, Map<String, Object> settings) throws Exception {
        ServiceReference<ConfigurationAdmin> admin = context.getServiceReference(ConfigurationAdmin.class);
        Configuration configuration = context.getService(admin).createFactoryConfiguration(pid, "?");
        configuration.update(new Hashtable<>(settings));
        return configuration;
    }

    /** The bus is of another class loader. */
    private Object read(int unit, int address) throws Exception {
        for (ServiceReference<?> reference : all(ModbusBus.class.getName(), "(bus.id=rs485)")) {
            Object bus = context.getService(reference);
            Class<?> type = bus.getClass().getInterfaces()[0];
            Method read = type.getMethod("readInput", int.class, int.class, int.class);
            Object registers = read.invoke(bus, unit, address, 1);
            return registers.getClass().getMethod("u16", int.class).invoke(registers, 0);
        }
        return null;
    }

    private List<ServiceReference<?>> all(String type, String filter) throws Exception {
        ServiceReference<?>[] references = context.getAllServiceReferences(type, filter);
        return references == null ? List.of() : List.of(references);
    }

    private void awaitReading() {
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> Integer.valueOf(205).equals(read(2, 5)));
    }

    private Process[] plug() throws Exception {
        Path far = folder.resolve("far");
        return new Process[] {peer.ptys(folder.resolve("near"), far), peer.rtuServer(far)};
    }

    private Process[] rs485() throws Exception {
        Process[] line = plug();
        configure(
                "transport.serial",
                Map.of(SerialLine.ID, "rs485", "port", folder.resolve("near").toString()));
        configure("transport.modbus", Map.of(ModbusBus.ID, "rs485", "kind", "rtu", "line.target", "(line.id=rs485)"));
        return line;
    }

    @Test
    void aLineThatIsPulledOutComesBackByItself() throws Exception {
        Process[] line = rs485();
        awaitReading();
        int threads = threads();
        for (int round = 0; round < 3; round++) {
            Peer.kill(line);
            await().untilAsserted(() -> {
                String told = failure();
                assertTrue(told.contains("line rs485 is not open: "), told);
            });
            line = plug();
            awaitReading();
        }
        await().untilAsserted(() -> assertEquals(threads, threads()));
    }

    private static int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(one -> one.getName().startsWith("modbus-")
                        || one.getName().startsWith("serial-")
                        || one.getName().startsWith("jSerialComm"))
                .count();
    }

    private String failure() {
        InvocationTargetException told = assertThrows(InvocationTargetException.class, () -> read(2, 5));
        return told.getCause().getMessage();
    }

    @Test
    void threeUpdatesOfEachBundleInOneProcess() throws Exception {
        rs485();
        awaitReading();
        for (int round = 0; round < 3; round++) {
            for (Bundle bundle : List.of(serial, serialLibrary, modbus)) {
                bundle.update();
                refresh(bundle);
                assertEquals(Bundle.ACTIVE, bundle.getState());
                awaitReading();
            }
        }
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            List<String> strange = maps.filter(
                            line -> line.contains("libjSerialComm") && !line.contains("/data/native/"))
                    .toList();
            assertEquals(List.of(), strange, "loaded from where others may write");
        }
    }

    private void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> done.countDown());
        done.await(30, TimeUnit.SECONDS);
    }

    @Test
    void aBadConfigurationGivesNoServiceAndDisturbsNobody() throws Exception {
        rs485();
        configure("transport.serial", Map.of(SerialLine.ID, "bad", "port", "/dev/null", "parity", "MARK"));
        configure("transport.modbus", Map.of(ModbusBus.ID, "bad1", "kind", "carrier pigeon"));
        configure("transport.modbus", Map.of(ModbusBus.ID, "bad2", "kind", "tcp", "host", ""));
        configure("transport.modbus", Map.of(ModbusBus.ID, "bad3", "kind", "tcp", "host", "meter", "port", 70_000));
        Configuration last =
                configure("transport.modbus", Map.of(ModbusBus.ID, "last", "kind", "tcp", "host", "meter"));
        await().until(() -> !all(ModbusBus.class.getName(), "(bus.id=last)").isEmpty());
        awaitReading();
        assertEquals(List.of(), all(ModbusBus.class.getName(), "(bus.id=bad*)"));
        assertEquals(List.of(), all(SerialLine.class.getName(), "(line.id=bad)"));
        last.delete();
        await().until(() -> all(ModbusBus.class.getName(), "(bus.id=last)").isEmpty());
        serial.stop();
        assertNull(context.getServiceReference(SerialLine.class.getName()));
        serial.start();
        awaitReading();
    }
}
