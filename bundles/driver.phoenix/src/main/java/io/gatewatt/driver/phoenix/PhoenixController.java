// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.phoenix;

import io.gatewatt.driver.Capabilities;
import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.Device;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.driver.Setting;
import io.gatewatt.measure.PilotState;
import io.gatewatt.transport.modbus.ModbusBus;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Phoenix Contact EV Charge Control Basic, EV-CC-AC1-M3, by Modbus RTU (manual 106377_en_04, pages 53 to 63). Its enable coil and current register are
 * volatile: what the station wanted last is written again when the board shows something else.
 */
@Component(
        service = ConnectorController.class,
        configurationPid = "driver.phoenix",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Device.KIND + "=Phoenix Contact EV-CC-AC1-M3")
@Designate(ocd = PhoenixController.Settings.class, factory = true)
public final class PhoenixController implements ConnectorController {

    /** One board. */
    @ObjectClassDefinition(
            name = "Phoenix Contact EV-CC-AC1-M3",
            description = "A Phoenix EV Charge Control board as controller of a connector")
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
        @AttributeDefinition(
                name = "Unit",
                description = "Modbus address as set by its switches S2/2-6, 1..247",
                min = "1",
                max = "247")
        int unit() default 1;

        /** Largest current. */
        @AttributeDefinition(
                name = "Current",
                description = "Largest current of the wiring, A per phase, 6..63",
                min = "6",
                max = "63")
        int maxAmps() default 32;

        /** Phases. */
        @AttributeDefinition(name = "Phases", description = "Phases that are wired, 1..3", min = "1", max = "3")
        int phases() default 3;
    }

    private static final Logger LOG = LoggerFactory.getLogger(PhoenixController.class);
    private static final int ENABLE_MODE = 4000;
    private static final int BY_COIL = 3;
    private static final int ENABLE = 20000;
    private static final int MAX_CURRENT = 22000;
    private static final int STATE = 24000;
    private static final int ERRORS = 24025;
    private static final int MIN_AMPS = 6;
    private static final int HARDWARE_AMPS = 63;
    /** The line is slow: limit and modes are looked at in every so many reports, and at once when the pilot is not as wanted. */
    private static final int CHECK_EVERY = 5;

    private final ModbusBus bus;
    private final int unit;
    private final Capabilities capabilities;
    /** What the station wanted last; empty before: a driver that comes into a running charge changes nothing. */
    private Optional<Setpoint> wanted = Optional.empty();

    private int untilCheck;

    /** @throws IllegalArgumentException when a setting is out of range */
    @Activate
    public PhoenixController(@Reference(name = "bus") ModbusBus bus, Settings settings) {
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
        int state = holding(STATE);
        PilotState pilot = pilot(state);
        // The second letter is 2 while the pilot is pulsed: only then does the board close the contactor, in C and D.
        boolean pulsed = (state & 0xFF) == '2';
        boolean otherwise = pilot.vehicle() && wanted.isPresent() && pulsed != amps() > 0;
        if (--untilCheck < 0 || otherwise) {
            keep();
            untilCheck = CHECK_EVERY - 1;
        }
        return new ConnectorReport(pilot, true, pulsed && pilot.demand(), PhoenixFaults.in(holding(ERRORS)));
    }

    /** Two letters, for example B2; of E and F only the first is documented. */
    private PilotState pilot(int state) throws DeviceException {
        char letter = (char) (state >> 8);
        if (letter < 'A' || letter > 'F') {
            throw new DeviceException(String.format(
                    "unit %d on %s shows %04X as its state; letters A to F expected, is it an EV-CC-AC1-M3?",
                    unit, bus.name(), state));
        }
        return PilotState.valueOf(String.valueOf(letter));
    }

    @Override
    public void apply(Setpoint setpoint) throws DeviceException {
        wanted = Optional.of(setpoint);
        keep();
    }

    private int amps() {
        return wanted.map(capabilities::wholeAmps).orElse(0);
    }

    /**
     * Makes the board do what is wanted, where it does something else. The mode comes last, so that the coil already says the right thing when it
     * begins to count, and for Off as well: in its default mode the board obeys an input, and a wire there lets everybody charge.
     */
    private void keep() throws DeviceException {
        if (wanted.isEmpty()) {
            return;
        }
        int amps = amps();
        if (amps > 0 && holding(MAX_CURRENT) != amps) {
            bus.writeRegister(unit, MAX_CURRENT, amps);
        }
        if (bus.readCoils(unit, ENABLE, 1)[0] != amps > 0) {
            bus.writeCoil(unit, ENABLE, amps > 0);
        }
        int mode = holding(ENABLE_MODE);
        if (mode != BY_COIL) {
            LOG.info("unit {} on {}: enable mode is {}; set to 3, by coil", unit, bus.name(), mode);
            bus.writeRegister(unit, ENABLE_MODE, BY_COIL);
        }
    }

    private int holding(int address) throws DeviceException {
        return bus.readHolding(unit, address, 1).u16(0);
    }
}
