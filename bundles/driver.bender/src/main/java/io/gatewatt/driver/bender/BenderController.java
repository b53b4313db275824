// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.bender;

import io.gatewatt.driver.Capabilities;
import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.Device;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.driver.Setting;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.PilotState;
import io.gatewatt.transport.modbus.ModbusBus;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Bender CC612 and CC613 over Modbus TCP (Bender, Modbus-API of the charge controllers: registers 104, 122, 140, 1000). The second connector of a
 * device is another TCP port, the first one's plus 1, hence another bus. The controller's own OCPP backend must be off.
 */
@Component(
        service = ConnectorController.class,
        configurationPid = "driver.bender",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Device.KIND + "=Bender CC612/CC613")
@Designate(ocd = BenderController.Settings.class, factory = true)
public final class BenderController implements ConnectorController {

    /** One connector of a controller. */
    @ObjectClassDefinition(
            name = "Bender CC612/CC613",
            description = "A connector of a Bender charge controller over Modbus TCP; its own OCPP backend must be off")
    public @interface Settings {

        /** Name of the device. */
        @AttributeDefinition(name = "Device", description = "Unique name, for example controller1")
        String device_id() default "controller1";

        /** Its bus. */
        @AttributeDefinition(
                name = "Bus",
                description =
                        "Filter that selects the Modbus bus; the second connector is at the next TCP port, a bus of its own")
        String bus_target() default "(bus.id=bender)";

        /** Its address. */
        @AttributeDefinition(
                name = "Unit",
                description = "Modbus unit, 0..255; the controller takes any",
                min = "0",
                max = "255")
        int unit() default 255;

        /** Largest current. */
        @AttributeDefinition(
                name = "Current",
                description = "Largest current of the wiring, A per phase, 6..80",
                min = "6",
                max = "80")
        int maxAmps() default 32;

        /** Phases. */
        @AttributeDefinition(name = "Phases", description = "Phases that are wired, 1..3", min = "1", max = "3")
        int phases() default 3;
    }

    private static final int OCPP_STATUS = 104;
    private static final int FAULTED = 4;
    private static final int VEHICLE = 122;
    private static final int RELAY = 140;
    private static final int LIMIT = 1000;
    /** IEC 61851-1: less cannot be offered. */
    private static final int MIN_AMPS = 6;

    private static final int HARDWARE_AMPS = 80;

    private final ModbusBus bus;
    private final int unit;
    private final Capabilities capabilities;
    /** What the station wanted last, A; -1 before it has said so: a driver that comes into a running charge changes nothing. */
    private int wanted = -1;

    /** @throws IllegalArgumentException when a setting is out of range */
    @Activate
    public BenderController(@Reference(name = "bus") ModbusBus bus, Settings settings) {
        this.bus = bus;
        this.unit = Setting.within("unit", settings.unit(), 0, 255);
        this.capabilities = new Capabilities(
                MIN_AMPS, Setting.within("maxAmps", settings.maxAmps(), MIN_AMPS, HARDWARE_AMPS), settings.phases());
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public ConnectorReport report() throws DeviceException {
        int vehicle = register(VEHICLE);
        boolean closed = register(RELAY) != 0;
        boolean faulted = register(OCPP_STATUS) == FAULTED;
        // The limit is volatile: it is gone when the controller has restarted.
        if (wanted >= 0 && register(LIMIT) != wanted) {
            bus.writeRegisters(unit, LIMIT, wanted);
        }
        List<DeviceFault> faults = faulted
                ? List.of(new DeviceFault(
                        DeviceFault.Kind.INTERNAL, "104=4", "the controller reports a fault, see its own pages", true))
                : List.of();
        return new ConnectorReport(pilot(vehicle), true, closed, faults);
    }

    private PilotState pilot(int vehicle) throws DeviceException {
        return switch (vehicle) {
            case 1 -> PilotState.A;
            case 2 -> PilotState.B;
            case 3 -> PilotState.C;
            case 4 -> PilotState.D;
            case 5 -> PilotState.E;
            default ->
                throw new DeviceException("Bender controller on " + bus.name() + " shows vehicle state " + vehicle
                        + "; 1..5 expected, is it this device?");
        };
    }

    private int register(int address) throws DeviceException {
        return bus.readHolding(unit, address, 1).u16(0);
    }

    @Override
    public void apply(Setpoint setpoint) throws DeviceException {
        wanted = capabilities.wholeAmps(setpoint);
        bus.writeRegisters(unit, LIMIT, wanted);
    }
}
