// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.pcsc.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Native;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.pcsc.CardTerminals;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.felix.scr.info.ScrInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.ComponentConstants;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;

/** The transport as a bundle in a real framework, updated while cards come. */
@Timeout(120)
class FrameworkTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Framework framework;

    @Test
    void threeUpdatesOfTheTransportAndOfTheNativeLibraryInOneProcess() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.slf4j;version=2.0.0,org.slf4j.event;version=2.0.0"));
        try (PcscService service = new PcscService(folder)) {
            service.now("start");
            framework.start();
            for (Class<?> one : List.of(
                    Function.class, Promise.class, ComponentConstants.class, ScrInfo.class, DeviceException.class)) {
                install(one).start();
            }
            Bundle library = install(Native.class);
            Bundle transport = install(CardTerminals.class);
            transport.start();
            readsACard(service);
            for (int round = 0; round < 3; round++) {
                for (Bundle bundle : List.of(transport, library)) {
                    bundle.update();
                    refresh(bundle);
                    assertEquals(Bundle.ACTIVE, transport.getState());
                    readsACard(service);
                }
            }
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
        assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> "pcsc".equals(thread.getName())));
    }

    private void readsACard(PcscService service) throws Exception {
        BundleContext context = framework.getBundleContext();
        await().atMost(LONG).until(() -> context.getAllServiceReferences(CardTerminals.class.getName(), null) != null);
        Object terminals = context.getService(context.getAllServiceReferences(CardTerminals.class.getName(), null)[0]);
        Consumer<Object> reader = card -> heard.add(id(card));
        try (AutoCloseable watching = (AutoCloseable) terminals
                .getClass()
                .getMethod("watch", String.class, Consumer.class)
                .invoke(terminals, "", reader)) {
            // A card that the transport finds when it begins is none that was presented.
            await().atMost(LONG).pollInterval(Duration.ofSeconds(2)).until(() -> {
                service.now("take");
                await().during(Duration.ofSeconds(1)).until(() -> true);
                service.now("show 11223344");
                return waits(() -> heard.contains("112233449000"));
            });
            assertTrue(watching != null && heard.stream().allMatch("112233449000"::equals), heard::toString);
        }
        service.now("take");
        heard.clear();
    }

    private static boolean waits(java.util.concurrent.Callable<Boolean> condition) {
        try {
            await().atMost(Duration.ofSeconds(2)).until(condition);
            return true;
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            return false;
        }
    }

    /** The card is of another class loader. */
    private static String id(Object card) {
        try {
            var transmit = card.getClass().getMethod("transmit", byte[].class);
            transmit.setAccessible(true);
            return HexFormat.of().formatHex((byte[])
                    transmit.invoke(card, (Object) HexFormat.of().parseHex("FFCA000000")));
        } catch (ReflectiveOperationException e) {
            return e.toString();
        }
    }

    private Bundle install(Class<?> one) throws Exception {
        URI source = one.getProtectionDomain().getCodeSource().getLocation().toURI();
        String location = new File(source).isDirectory() ? "reference:" + source : source.toString();
        return framework.getBundleContext().installBundle(location);
    }

    private void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> done.countDown());
        assertTrue(done.await(30, TimeUnit.SECONDS));
    }
}
