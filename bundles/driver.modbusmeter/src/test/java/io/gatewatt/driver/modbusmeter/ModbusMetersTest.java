// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.driver.Device;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.transport.modbus.ModbusBus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** The extender on a real framework: meters come and go with the bundles of their maps. */
class ModbusMetersTest {

    private static final String MAP =
            "{ \"maker\": \"M\", \"model\": \"X\", \"source\": \"s\", \"function\": 4, \"registers\":"
                    + " [ { \"quantity\": \"ENERGY_ACTIVE_IMPORT\", \"address\": 0, \"type\": \"u32\", \"unit\": \"Wh\" } ] }";
    private static final String ASKED = MAP.replace(
            "\"function\": 4,",
            "\"function\": 4, \"identification\": { \"address\": 11, \"from\": 340, \"to\": 349 },");

    private final FixedBus bus = new FixedBus();
    private final List<ModbusMeters> engines = new ArrayList<>();
    private Framework framework;

    @BeforeEach
    void start(@TempDir Path storage) throws BundleException {
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
        bus.hold("4 0 0000 0064");
    }

    @AfterEach
    void stop() throws BundleException, InterruptedException {
        engines.forEach(ModbusMeters::close);
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void aMeterIsAServiceOfTheBundleOfItsMap() throws Exception {
        Bundle maps = install("1", MAP);
        engine("x", 1);
        assertEquals(List.of(), meters());
        maps.start();
        ServiceReference<EnergyMeter> reference = meters().get(0);
        assertEquals(maps, reference.getBundle());
        assertEquals("meter1", reference.getProperty(Device.ID));
        assertEquals("M X", reference.getProperty(Device.KIND));
        assertEquals(framework.getBundleId(), reference.getProperty(Device.DRIVER));
        EnergyMeter meter = framework.getBundleContext().getService(reference);
        assertEquals(100, meter.read().importWh());
        assertEquals("x@bus/1", meter.identity().serial());
        maps.stop();
        assertEquals(List.of(), meters());
    }

    @Test
    void twoVersionsOfAMapAreThereAtOnce() throws Exception {
        Bundle one = install("1", MAP);
        one.start();
        engine("x", 1);
        Bundle two = install("2", MAP);
        two.start();
        assertEquals(List.of(one, two), providers());
        one.uninstall();
        assertEquals(List.of(two), providers());
    }

    @Test
    void aMapThatIsNoneTouchesNothingElse() throws Exception {
        Bundle one = install("1", MAP);
        one.start();
        engine("x", 1);
        Bundle two = install("2", MAP.replace("u32", "u33"));
        two.start();
        assertEquals(List.of(one), providers());
    }

    @Test
    void aBundleUpdatedInPlaceGivesItsNewMap() throws Exception {
        Bundle maps = install("1", MAP);
        maps.start();
        engine("x", 1);
        maps.update(jar("2", MAP.replace("\"X\"", "\"Y\"")));
        assertEquals("M Y", meters().get(0).getProperty(Device.KIND));
    }

    @Test
    void twoEnginesAreThereAtOnce() throws Exception {
        Bundle maps = install("1", MAP);
        maps.start();
        ModbusMeters one = engine("x", 1);
        List<ServiceReference<EnergyMeter>> before = meters();
        engine("x", 1);
        assertEquals(2, meters().size());
        one.close();
        assertEquals(1, meters().size());
        assertEquals(false, meters().equals(before));
        assertEquals(Bundle.ACTIVE, maps.getState());
    }

    @Test
    void aMapThatComesLaterIsTaken() throws Exception {
        engine("x", 1);
        install("1", MAP).start();
        assertEquals(1, meters().size());
    }

    @Test
    void aConfigurationThatIsWrongGivesNoMeter() throws Exception {
        install("1", MAP).start();
        engine("x", 0);
        engine("y", 1);
        assertEquals(List.of(), meters());
        assertEquals("[x]", ModbusMeters.known(framework.getBundleContext()).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "meter1 | 1 | '' | rtu | ''",
                "meter1 | 247 | CDAB | rtu | ''",
                "meter1 | 0 | '' | tcp | ''",
                "meter1 | 255 | ABCD | tcp | ''",
                "'' | 1 | '' | rtu | it has no name; set device.id, for example meter1",
                "meter1 | 0 | '' | rtu | unit is 0; set 1..247, as it is set at the meter",
                "meter1 | 248 | '' | rtu-over-tcp | unit is 248; set 1..247, as it is set at the meter",
                "meter1 | 256 | '' | tcp | unit is 256; set 0..255, as it is set at the meter",
                "meter1 | 1 | DCBA | tcp | order is 'DCBA'; set ABCD, CDAB, or nothing for the map's own",
            })
    void saysWhatIsWrong(String device, int unit, String order, String kind, String words) {
        assertEquals(words, ModbusMeters.wrong(config(device, "x", unit, order), kind.equals("tcp")));
    }

    @Test
    void aMeterThatMustBeAskedComesWhenItHasAnswered() throws Exception {
        bus.silent = true;
        Bundle maps = install("1", ASKED);
        maps.start();
        engine("x", 1);
        assertEquals(List.of(), meters());
        bus.hold("4 11 0155");
        bus.silent = false;
        await().until(() -> meters().size() == 1);
        await().until(() -> asking() == 0);
        assertEquals(maps, meters().get(0).getBundle());
    }

    @Test
    void nobodyAsksWhenTheMapHasLeft() throws Exception {
        bus.hold("4 11 0047");
        Bundle maps = install("1", ASKED);
        maps.start();
        engine("x", 1);
        await().until(() -> !bus.requests.isEmpty());
        assertEquals(1, asking());
        maps.stop();
        assertEquals(0, asking());
        assertEquals(List.of(), meters());
    }

    private static long asking() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("asking meter1"))
                .count();
    }

    private ModbusMeters engine(String map, int unit) {
        ModbusMeters engine = new ModbusMeters(
                framework.getBundleContext(),
                config("meter1", map, unit, ""),
                Map.entry(Map.of(ModbusBus.KIND, "rtu"), bus));
        engines.add(engine);
        return engine;
    }

    private static ModbusMeters.Config config(String device, String map, int unit, String order) {
        Map<String, Object> values =
                Map.of("device_id", device, "meter", map, "unit", unit, "order", order, "serial", "", "bus_target", "");
        return (ModbusMeters.Config) Proxy.newProxyInstance(
                ModbusMeters.class.getClassLoader(),
                new Class<?>[] {ModbusMeters.Config.class},
                (proxy, method, arguments) -> values.get(method.getName()));
    }

    private List<ServiceReference<EnergyMeter>> meters() throws Exception {
        return framework.getBundleContext().getServiceReferences(EnergyMeter.class, null).stream()
                .sorted()
                .toList();
    }

    private List<Bundle> providers() throws Exception {
        return meters().stream()
                .map(ServiceReference::getBundle)
                .sorted((one, other) -> Long.compare(one.getBundleId(), other.getBundleId()))
                .toList();
    }

    private Bundle install(String version, String map) throws Exception {
        return framework.getBundleContext().installBundle("maps-" + version, jar(version, map));
    }

    private static InputStream jar(String version, String map) throws IOException {
        Manifest manifest = new Manifest();
        Map<String, String> headers = Map.of(
                "Manifest-Version",
                "1.0",
                "Bundle-ManifestVersion",
                "2",
                "Bundle-SymbolicName",
                "maps",
                "Bundle-Version",
                version);
        headers.forEach((name, value) -> manifest.getMainAttributes().put(new Attributes.Name(name), value));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (String entry : List.of("OSGI-INF/", "OSGI-INF/meter-map/")) {
                jar.putNextEntry(new ZipEntry(entry));
            }
            jar.putNextEntry(new ZipEntry("OSGI-INF/meter-map/x.json"));
            jar.write(map.getBytes(StandardCharsets.UTF_8));
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
