// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusio;

import io.gatewatt.driver.Device;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Indicator;
import io.gatewatt.driver.Setting;
import io.gatewatt.transport.modbus.ModbusBus;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A light on a relay of a Modbus module: it can be on or off, and blink. */
@Component(
        service = Indicator.class,
        configurationPid = "driver.modbusio.light",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Device.KIND + "=Modbus light")
@Designate(ocd = ModbusLight.Settings.class, factory = true)
public final class ModbusLight implements Indicator {

    /** Which relay. */
    @ObjectClassDefinition(name = "Light", description = "Light of a Modbus relay module")
    public @interface Settings {

        /** Name of the device. */
        @AttributeDefinition(name = "Device", description = "Unique name, for example light1")
        String device_id() default "light1";

        /** Its bus. */
        @AttributeDefinition(
                name = "Bus",
                description = "Filter that selects the Modbus bus, for example (bus.id=rs485)")
        String bus_target() default "(bus.id=rs485)";

        /** Its address. */
        @AttributeDefinition(name = "Unit", description = "Modbus address, 1..247", min = "1", max = "247")
        int unit() default 1;

        /** Its coil. */
        @AttributeDefinition(name = "Coil", description = "Number of the coil, from 0", min = "0", max = "65535")
        int coil() default 0;

        /** Inverted. */
        @AttributeDefinition(name = "Inverted", description = "The light burns while the relay is off")
        boolean inverted() default false;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ModbusLight.class);
    private static final int BLINK_MS = 250;
    /** The station says a level once: a module that was away is told when it is back. */
    private static final int AGAIN_MS = 2000;

    private final ModbusBus bus;
    private final int unit;
    private final int coil;
    private final boolean inverted;
    private final ScheduledExecutorService thread;
    // The rest is guarded by this.
    private boolean burning;
    /** Half periods of a sign that are still to come. */
    private int toggles;
    /** A step waits on the thread. */
    private boolean waiting;

    private boolean closed;

    /**
     * The relay stays as it is until the station says what it shall show.
     *
     * @throws IllegalArgumentException when a setting is out of range
     */
    @Activate
    public ModbusLight(@Reference(name = "bus") ModbusBus bus, Settings settings) {
        this.bus = bus;
        this.unit = Setting.within("unit", settings.unit(), 1, 247);
        this.coil = Setting.within("coil", settings.coil(), 0, 65535);
        this.inverted = settings.inverted();
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread blinking = new Thread(task, "light-" + settings.device_id());
            blinking.setDaemon(true);
            return blinking;
        });
    }

    @Override
    public synchronized void light(int percent) throws DeviceException {
        burning = percent > 0;
        if (toggles == 0) {
            show(burning);
        }
    }

    @Override
    public synchronized void blink(int times) throws DeviceException {
        boolean running = toggles > 0;
        toggles = 2 * times;
        if (!running) {
            toggle();
        }
    }

    /** Dark or bright in turn; the last step leaves it as it burned before. */
    private void toggle() throws DeviceException {
        toggles--;
        show(toggles % 2 == 0 ? burning : !burning);
        if (toggles > 0) {
            later(BLINK_MS);
        }
    }

    /** On the thread: goes on with a sign, or says again what the module did not take. */
    private synchronized void step() {
        waiting = false;
        if (closed) {
            return;
        }
        try {
            if (toggles > 0) {
                toggle();
            } else {
                show(burning);
            }
        } catch (DeviceException e) {
            LOG.debug("light at coil {} of unit {}: {}", coil, unit, e.getMessage());
        }
    }

    private void show(boolean light) throws DeviceException {
        try {
            bus.writeCoil(unit, coil, light != inverted);
        } catch (DeviceException e) {
            toggles = 0; // a sign is lost with its module
            later(AGAIN_MS);
            throw e;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what it throws is caught in it
    private void later(int millis) {
        if (!waiting && !closed) {
            waiting = true;
            thread.schedule(this::step, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** A sign is cut off; the light stays as the station wanted it last. */
    @Deactivate
    synchronized void close() throws DeviceException {
        closed = true;
        thread.shutdownNow();
        if (toggles > 0) {
            show(burning);
        }
    }
}
