// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.simpleevse;

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
import io.gatewatt.transport.modbus.Registers;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Simple EVSE DIN, also on the EVSE-WiFi board, by Modbus RTU (registers as openWB documents them). The current register is volatile: what the
 * station wanted last is written again when the board shows something else.
 */
@Component(
        service = ConnectorController.class,
        configurationPid = "driver.simpleevse",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Device.KIND + "=Simple EVSE DIN")
@Designate(ocd = SimpleEvse.Settings.class, factory = true)
public final class SimpleEvse implements ConnectorController {

    /** One board. */
    @ObjectClassDefinition(name = "Simple EVSE DIN", description = "A Simple EVSE board as controller of a connector")
    public @interface Settings {

        /** Name of the device. */
        @AttributeDefinition(name = "Device", description = "Unique name, for example controller1")
        String device_id() default "controller1";

        /** Its bus. */
        @AttributeDefinition(
                name = "Bus",
                description = "Filter that selects the Modbus bus, for example (bus.id=rs485)")
        String bus_target() default "(bus.id=rs485)";

        /** Its address. */
        @AttributeDefinition(name = "Unit", description = "Modbus address, 1..247", min = "1", max = "247")
        int unit() default 1;

        /** Largest current. */
        @AttributeDefinition(
                name = "Current",
                description = "Largest current of the wiring, A per phase, 6..80",
                min = "6",
                max = "80")
        int maxAmps() default 16;

        /** Phases. */
        @AttributeDefinition(name = "Phases", description = "Phases that are wired, 1..3", min = "1", max = "3")
        int phases() default 3;
    }

    private static final int CURRENT = 1000;
    private static final int VEHICLE = 2;
    private static final int COUNT = 3;
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
    public SimpleEvse(@Reference(name = "bus") ModbusBus bus, Settings settings) {
        this.bus = bus;
        this.unit = Setting.within("unit", settings.unit(), 1, 247);
        this.capabilities = new Capabilities(
                MIN_AMPS, Setting.within("maxAmps", settings.maxAmps(), MIN_AMPS, HARDWARE_AMPS), settings.phases());
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public ConnectorReport report() throws DeviceException {
        Registers board = bus.readHolding(unit, CURRENT, COUNT);
        int offered = board.u16(0);
        if (wanted >= 0 && offered != wanted) {
            bus.writeRegister(unit, CURRENT, wanted);
            offered = wanted;
        }
        return switch (board.u16(VEHICLE)) {
            case 1 -> state(PilotState.A, false);
            case 2 -> state(PilotState.B, false);
            case 3 -> state(PilotState.C, offered > 0);
            case 4 -> state(PilotState.D, offered > 0);
            case 5 ->
                new ConnectorReport(
                        PilotState.E,
                        true,
                        false,
                        List.of(new DeviceFault(DeviceFault.Kind.EV_COMMUNICATION, "5", "pilot failure", true)));
            default ->
                throw new DeviceException("Simple EVSE at unit " + unit + " shows vehicle state " + board.u16(VEHICLE)
                        + "; 1..5 expected, is it this device?");
        };
    }

    private static ConnectorReport state(PilotState pilot, boolean closed) {
        return new ConnectorReport(pilot, true, closed, List.of());
    }

    @Override
    public void apply(Setpoint setpoint) throws DeviceException {
        wanted = capabilities.wholeAmps(setpoint);
        bus.writeRegister(unit, CURRENT, wanted);
    }
}
