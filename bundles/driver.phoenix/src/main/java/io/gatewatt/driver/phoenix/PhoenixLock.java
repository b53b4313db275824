// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.phoenix;

import io.gatewatt.driver.ConnectorLock;
import io.gatewatt.driver.Device;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Setting;
import io.gatewatt.transport.modbus.ModbusBus;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The lock of a socket at a Phoenix Contact EV-CC-AC1-M3 (manual 106377_en_04): coil 20002 in lock mode 3, for which its switch S1/DIP3 is on. Boards with a
 * fixed cable have none and get no configuration of this kind.
 */
@Component(
        service = ConnectorLock.class,
        configurationPid = "driver.phoenix.lock",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Device.KIND + "=Phoenix Contact EV-CC-AC1-M3 lock")
@Designate(ocd = PhoenixLock.Settings.class, factory = true)
public final class PhoenixLock implements ConnectorLock {

    /** One lock. */
    @ObjectClassDefinition(
            name = "Phoenix Contact EV-CC-AC1-M3 lock",
            description = "The lock of a socket at a Phoenix board")
    public @interface Settings {

        /** Name of the device. */
        @AttributeDefinition(name = "Device", description = "Unique name, for example lock1")
        String device_id() default "lock1";

        /** Its bus. */
        @AttributeDefinition(
                name = "Bus",
                description = "Filter that selects the Modbus bus, for example (bus.id=rs485)")
        String bus_target() default "(bus.id=rs485)";

        /** Its address. */
        @AttributeDefinition(
                name = "Unit",
                description = "Modbus address as set by its switches S2/2-6, 1..247",
                min = "1",
                max = "247")
        int unit() default 1;

        /** Its slowness. */
        @AttributeDefinition(
                name = "Time of the bolt",
                description = "How long the bolt may move before the board is asked whether it failed, ms, 0..5000",
                min = "0",
                max = "5000")
        int boltTime() default 1000;
    }

    private static final int LOCK_MODE = 4002;
    private static final int BY_COIL = 3;
    private static final int LOCK = 20002;
    private static final int ERRORS = 24025;

    private final ModbusBus bus;
    private final int unit;
    private final int boltTime;

    /** The bolt stays as it is. */
    @Activate
    public PhoenixLock(@Reference(name = "bus") ModbusBus bus, Settings settings) {
        this.bus = bus;
        this.unit = Setting.within("unit", settings.unit(), 1, 247);
        this.boltTime = Setting.within("boltTime", settings.boltTime(), 0, 5000);
    }

    @Override
    public boolean locked() throws DeviceException {
        return bus.readCoils(unit, LOCK, 1)[0];
    }

    @Override
    public void lock() throws DeviceException {
        move(true, PhoenixFaults.LOCKING);
    }

    @Override
    public void unlock() throws DeviceException {
        move(false, PhoenixFaults.UNLOCKING);
    }

    private void move(boolean locked, PhoenixFaults failure) throws DeviceException {
        if (bus.readHolding(unit, LOCK_MODE, 1).u16(0) != BY_COIL) {
            bus.writeRegister(unit, LOCK_MODE, BY_COIL);
        }
        bus.writeCoil(unit, LOCK, locked);
        try {
            TimeUnit.MILLISECONDS.sleep(boltTime);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceException(
                    "unit " + unit + " on " + bus.name() + ": the wait for its bolt was broken off", e);
        }
        if (PhoenixFaults.in(bus.readHolding(unit, ERRORS, 1).u16(0)).contains(failure.fault())) {
            throw new DeviceException("unit " + unit + " on " + bus.name() + ": "
                    + failure.fault().info() + "; look for what blocks it");
        }
    }
}
