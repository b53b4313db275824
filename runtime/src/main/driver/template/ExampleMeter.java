package __PACKAGE__;

import io.gatewatt.driver.Device;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Quantity;
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

/** A meter on a Modbus line: import register in Wh at 0, power in W at 2, both 32 bits. Make it yours. */
@Component(
        configurationPid = "__PACKAGE__",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Device.KIND + "=Example meter")
@Designate(ocd = ExampleMeter.Settings.class, factory = true)
public final class ExampleMeter implements EnergyMeter {

    /** What a technician configures, one instance per meter. */
    @ObjectClassDefinition(name = "Example meter")
    public @interface Settings {

        @AttributeDefinition(name = "Device", description = "Unique name; connectors choose by it, for example meter1")
        String device_id() default "meter1";

        @AttributeDefinition(name = "Bus", description = "Filter that selects the Modbus bus")
        String bus_target() default "(bus.id=rs485)";

        @AttributeDefinition(name = "Unit", description = "Modbus address, 1..247", min = "1", max = "247")
        int unit() default 1;

        @AttributeDefinition(name = "Serial", description = "Serial number on the meter's plate")
        String serial() default "";
    }

    private final ModbusBus bus;
    private final Settings settings;

    @Activate
    public ExampleMeter(@Reference(name = "bus") ModbusBus bus, Settings settings) {
        this.bus = bus;
        this.settings = settings;
    }

    @Override
    public MeterIdentity identity() {
        return new MeterIdentity("Example", "One", settings.serial());
    }

    @Override
    public MeterReading read() throws DeviceException {
        Registers r = bus.readInput(settings.unit(), 0, 4);
        return new MeterReading(r.u32(0), List.of(Measured.of(Quantity.POWER_ACTIVE_IMPORT, r.i32(2))));
    }
}
