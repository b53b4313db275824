// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.hotswap.parts;

import io.gatewatt.bench.MeterRegisters;
import io.gatewatt.bench.VirtualConnector;
import io.gatewatt.bench.VirtualLock;
import io.gatewatt.bench.VirtualReader;
import io.gatewatt.driver.Capabilities;
import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.ConnectorLock;
import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.driver.Token;
import io.gatewatt.driver.TokenReader;
import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.MeterReading;
import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/**
 * Activator of a bundle with one driver over the virtual charger's connector 1. Headers say which: {@code Driver-Kind}, {@code Driver-Device},
 * {@code Driver-Ranking}. When the station uses it, and a system property named as the device is not there, it notes the time in it: so a test
 * can tell how long no driver answered.
 */
public final class Driver implements BundleActivator {

    @Override
    public void start(BundleContext context) throws InvalidSyntaxException {
        Dictionary<String, String> headers = context.getBundle().getHeaders("");
        String device = headers.get("Driver-Device");
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("device.id", device);
        properties.put(
                "device.kind",
                "test " + headers.get("Driver-Kind") + " " + context.getBundle().getVersion());
        properties.put("service.ranking", Integer.valueOf(headers.get("Driver-Ranking")));
        Use use = new Use("gatewatt.itests." + device, context.getBundle());
        switch (headers.get("Driver-Kind")) {
            case "meter" -> context.registerService(EnergyMeter.class, new Meter(connector(context), use), properties);
            case "controller" ->
                context.registerService(ConnectorController.class, new Controller(connector(context), use), properties);
            case "lock" ->
                context.registerService(
                        ConnectorLock.class,
                        new Lock(find(context, VirtualLock.class, VirtualConnector.NUMBER), use),
                        properties);
            case "reader" ->
                context.registerService(
                        TokenReader.class,
                        new Reader(find(context, VirtualReader.class, VirtualReader.NUMBER), use),
                        properties);
            default -> throw new IllegalArgumentException(headers.get("Driver-Kind"));
        }
    }

    @Override
    public void stop(BundleContext context) {
        // The framework withdraws the service.
    }

    private static VirtualConnector connector(BundleContext context) throws InvalidSyntaxException {
        return find(context, VirtualConnector.class, VirtualConnector.NUMBER);
    }

    private static <S> S find(BundleContext context, Class<S> type, String numbered) throws InvalidSyntaxException {
        return context.getServiceReferences(type, "(" + numbered + "=1)").stream()
                .findFirst()
                .map(context::getService)
                .orElseThrow(
                        () -> new IllegalStateException("the virtual charger has no " + type.getSimpleName() + " 1"));
    }

    private record Use(String property, Bundle bundle) {

        void note() {
            if (System.getProperty(property) == null && bundle.getState() != Bundle.STOPPING) {
                System.setProperty(property, Long.toString(System.nanoTime()));
            }
        }
    }

    private record Meter(VirtualConnector connector, Use use) implements EnergyMeter {

        @Override
        public MeterIdentity identity() {
            return new MeterIdentity("Gatewatt", "test meter", connector.meterSerial());
        }

        @Override
        public MeterReading read() throws DeviceException {
            try {
                MeterRegisters registers = connector.readMeter();
                use.note();
                return MeterReading.of((long) registers.importWh());
            } catch (IOException e) {
                throw new DeviceException("meter is silent: " + e.getMessage(), e);
            }
        }
    }

    private record Controller(VirtualConnector connector, Use use) implements ConnectorController {

        @Override
        public Capabilities capabilities() {
            return new Capabilities(6, 80, 3);
        }

        @Override
        public ConnectorReport report() {
            use.note();
            return connector.board();
        }

        @Override
        public void apply(Setpoint wanted) {
            if (wanted instanceof Setpoint.Offer offer) {
                connector.offer(offer.amps(), offer.phases());
            } else {
                connector.offer(0, 1);
            }
        }
    }

    private record Lock(VirtualLock bolt, Use use) implements ConnectorLock {

        @Override
        public boolean locked() {
            use.note();
            return bolt.locked();
        }

        @Override
        public void lock() {
            bolt.drive(true);
        }

        @Override
        public void unlock() {
            bolt.drive(false);
        }
    }

    private record Reader(VirtualReader reader, Use use) implements TokenReader {

        @Override
        public AutoCloseable listen(Consumer<Token> sink) {
            use.note();
            return reader.listen(card -> sink.accept(Token.rfid(card)));
        }
    }
}
