// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.hotswap.outside;

import io.gatewatt.itests.harness.BundleCopy;
import io.gatewatt.itests.hotswap.parts.BrokenMeter;
import io.gatewatt.itests.hotswap.parts.Driver;
import io.gatewatt.itests.hotswap.parts.Handlers;
import io.gatewatt.itests.hotswap.parts.Stubborn;
import io.gatewatt.itests.hotswap.parts.Updating;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Makes bundles: small ones of the tests' own parts, and shipped ones in another version. */
public final class Jars {

    private static final String DRIVER_IMPORTS =
            "io.gatewatt.bench,io.gatewatt.driver,io.gatewatt.measure,org.osgi.framework";

    private Jars() {}

    /**
     * A driver over connector 1 of the virtual charger.
     *
     * @param kind meter, controller, lock or reader
     * @param device its device.id
     */
    public static byte[] driver(String kind, String device, int ranking, String version) {
        return bundle(
                "itests." + device + "." + ranking,
                version,
                Driver.class,
                Map.of(
                        "Bundle-Activator", Driver.class.getName(),
                        "Import-Package", DRIVER_IMPORTS,
                        "Driver-Kind", kind,
                        "Driver-Device", device,
                        "Driver-Ranking", Integer.toString(ranking)),
                Map.of());
    }

    /** A bundle with two handlers of calls. */
    public static byte[] handlers(String version) {
        return bundle(
                "itests.handlers",
                version,
                Handlers.class,
                Map.of(
                        "Bundle-Activator",
                        Handlers.class.getName(),
                        "Import-Package",
                        "io.gatewatt.loop,io.gatewatt.ocpp,io.gatewatt.ocpp.v16,org.osgi.framework,org.osgi.util.promise"),
                Map.of());
    }

    /** A driver that imports what nobody exports. */
    public static byte[] unresolvable(String device) {
        return bundle(
                "itests.unresolvable",
                "1.0.0",
                Driver.class,
                Map.of(
                        "Bundle-Activator",
                        Driver.class.getName(),
                        "Import-Package",
                        DRIVER_IMPORTS + ",com.example.serial;version=\"[4,5)\"",
                        "Driver-Kind",
                        "meter",
                        "Driver-Device",
                        device,
                        "Driver-Ranking",
                        "100"),
                Map.of());
    }

    /**
     * A driver that makes restarts hard.
     *
     * @param behaviour start-fails-once or stop-hangs
     */
    public static byte[] stubborn(String behaviour) {
        return bundle(
                "itests.stubborn",
                "1.0.0",
                Stubborn.class,
                Map.of(
                        "Bundle-Activator",
                        Stubborn.class.getName(),
                        "Import-Package",
                        "io.gatewatt.driver,org.osgi.framework",
                        "Driver-Behaviour",
                        behaviour),
                Map.of());
    }

    /** A meter that outranks all others and throws when it is activated. */
    public static byte[] throwing(String device) {
        String component = """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="itests.throwing" activate="activate">
                  <property name="device.id" type="String" value="%s"/>
                  <property name="service.ranking" type="Integer" value="100"/>
                  <service><provide interface="io.gatewatt.driver.EnergyMeter"/></service>
                  <implementation class="%s"/>
                </scr:component>
                """.formatted(device, BrokenMeter.class.getName());
        return bundle(
                "itests.throwing",
                "1.0.0",
                BrokenMeter.class,
                Map.of(
                        "Import-Package", "io.gatewatt.driver,io.gatewatt.measure",
                        "Service-Component", "OSGI-INF/throwing.xml"),
                Map.of("OSGI-INF/throwing.xml", component.getBytes(StandardCharsets.UTF_8)));
    }

    /** A bundle that has another one updated in place, as a developer does it with the framework's own means. */
    public static byte[] updating(String name, byte[] jar) {
        return bundle(
                "itests.updating",
                "1.0.0",
                Updating.class,
                Map.of(
                        "Bundle-Activator",
                        Updating.class.getName(),
                        "Import-Package",
                        "org.osgi.framework",
                        "Driver-Updates",
                        name),
                Map.of(Updating.FILE, jar));
    }

    /** A shipped bundle as it is, but with this version. */
    public static byte[] reversioned(Path shipped, String version) {
        return BundleCopy.reversioned(shipped, version);
    }

    private static byte[] bundle(
            String name, String version, Class<?> part, Map<String, String> headers, Map<String, byte[]> files) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", version);
        headers.forEach(main::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            Stream.concat(Stream.of(part), Stream.of(part.getDeclaredClasses())).forEach(type -> add(out, type));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new JarEntry(file.getKey()));
                out.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(JarOutputStream out, Class<?> type) {
        String path = type.getName().replace('.', '/') + ".class";
        try (InputStream code = type.getClassLoader().getResourceAsStream(path)) {
            out.putNextEntry(new JarEntry(path));
            code.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
