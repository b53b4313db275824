// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusio;

import io.gatewatt.driver.ChangeNotifier;
import io.gatewatt.driver.Device;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.TamperSwitch;
import io.gatewatt.transport.modbus.ModbusBus;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A door switch on an input of a Modbus relay module. */
@Component(
        service = {TamperSwitch.class, ChangeNotifier.class},
        configurationPid = "driver.modbusio.tamper",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Device.KIND + "=Modbus tamper switch")
@Designate(ocd = ModbusTamperSwitch.Settings.class, factory = true)
public final class ModbusTamperSwitch implements TamperSwitch, ChangeNotifier {

    /** Which input. */
    @ObjectClassDefinition(name = "Tamper switch", description = "Tamper switch of a Modbus relay module")
    public @interface Settings {

        /** Name of the device. */
        @AttributeDefinition(name = "Device", description = "Unique name, for example tamper1")
        String device_id() default "tamper1";

        /** Its bus. */
        @AttributeDefinition(
                name = "Bus",
                description = "Filter that selects the Modbus bus, for example (bus.id=rs485)")
        String bus_target() default "(bus.id=rs485)";

        /** Its address. */
        @AttributeDefinition(name = "Unit", description = "Modbus address, 1..247", min = "1", max = "247")
        int unit() default 1;

        /** Its input. */
        @AttributeDefinition(
                name = "Input",
                description = "Number of the discrete input, from 0",
                min = "0",
                max = "65535")
        int input() default 0;

        /** Inverted. */
        @AttributeDefinition(name = "Inverted", description = "The input is on while the door is shut")
        boolean inverted() default false;
    }

    private final ModbusInput input;

    /** Looks at the input from now on. */
    @Activate
    public ModbusTamperSwitch(@Reference(name = "bus") ModbusBus bus, Settings settings) {
        input = new ModbusInput(bus, settings.unit(), settings.input(), settings.inverted());
    }

    @Override
    public boolean open() throws DeviceException {
        return input.on();
    }

    @Override
    public AutoCloseable onChange(Runnable hint) {
        return input.onChange(open -> hint.run());
    }

    @Deactivate
    void close() {
        input.close();
    }
}
