// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.driver.Token;
import io.gatewatt.driver.TokenReader;
import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.MeterReading;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Code of the bundles under test. Headers say what it does: {@code Test-Devices}, {@code Test-Through}, {@code Test-Behaviour}. */
public final class TestDriver implements BundleActivator {

    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private String behaviour;

    @Override
    public void start(BundleContext context) {
        Dictionary<String, String> headers = context.getBundle().getHeaders("");
        behaviour = headers.get("Test-Behaviour") == null ? "" : headers.get("Test-Behaviour");
        switch (behaviour) {
            case "start-throws" -> throw new IllegalStateException("the port is still busy");
            case "start-is-undone" -> throw new NoClassDefFoundError("com/example/Gone");
            case "start-hangs" -> hang(true);
            case "start-hangs-for-good" -> hang(false);
            default -> {
                // as it should
            }
        }
        // An extender registers its devices through the bundles it extends.
        boolean through = headers.get("Test-Through") != null;
        BundleContext registering = through ? context.getBundle(0).getBundleContext() : context;
        String devices = headers.get("Test-Devices");
        for (String device : devices == null || devices.isEmpty() ? new String[0] : devices.split(",")) {
            Hashtable<String, Object> properties = new Hashtable<>(Map.of(
                    "device.id",
                    device,
                    "version",
                    context.getBundle().getVersion().toString()));
            if (through) {
                properties.put("device.driver", context.getBundle().getBundleId());
            }
            services.add(
                    device.startsWith("reader")
                            ? registering.registerService(TokenReader.class, new Reader(), properties)
                            : registering.registerService(EnergyMeter.class, new Meter(behaviour), properties));
        }
    }

    @Override
    public void stop(BundleContext context) {
        if (behaviour.equals("stop-hangs")) {
            hang(true);
        } else if (behaviour.equals("stop-hangs-for-good")) {
            hang(false);
        } else if (behaviour.equals("stop-throws")) {
            throw new IllegalStateException("cannot close");
        }
        services.forEach(ServiceRegistration::unregister);
    }

    private static void hang(boolean politely) {
        while (!Boolean.getBoolean("gatewatt.test.release")) {
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                if (politely) {
                    throw new IllegalStateException("interrupted", e);
                }
            }
        }
    }

    /** A meter. */
    public record Meter(String behaviour) implements EnergyMeter {

        @Override
        public MeterIdentity identity() {
            return new MeterIdentity("Example", "meter", "1");
        }

        @Override
        public MeterReading read() throws DeviceException {
            return switch (behaviour) {
                case "read-fails" -> throw new DeviceException("no answer from unit 1; check address and wiring");
                case "read-throws" -> throw new StackOverflowError();
                case "read-is-null" -> null;
                case "read-hangs" -> {
                    hang(true);
                    yield null;
                }
                default -> MeterReading.of(100);
            };
        }
    }

    /** A reader. */
    public static final class Reader implements TokenReader {

        @Override
        public AutoCloseable listen(Consumer<Token> sink) {
            return () -> {};
        }
    }
}
