// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.openevse;

import io.gatewatt.driver.Capabilities;
import io.gatewatt.driver.ChangeNotifier;
import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.Device;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.driver.Setting;
import io.gatewatt.transport.serial.SerialLine;
import java.time.Duration;
import java.util.List;
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
 * OpenEVSE by RAPI on a serial line, 115200 8N1. The board watches over the station: when nothing is heard for 100 s it falls back to 6 A. Every report is a
 * sign of life, and a driver may be exchanged meanwhile. Current and sleep are volatile: what the station wanted last is told again when the board shows
 * something else.
 */
@Component(
        service = {ConnectorController.class, ChangeNotifier.class},
        configurationPid = "driver.openevse",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Device.KIND + "=OpenEVSE")
@Designate(ocd = OpenEvse.Settings.class, factory = true)
public final class OpenEvse implements ConnectorController, ChangeNotifier {

    /** One board. */
    @ObjectClassDefinition(name = "OpenEVSE", description = "An OpenEVSE board as controller of a connector")
    public @interface Settings {

        /** Name of the device. */
        @AttributeDefinition(name = "Device", description = "Unique name, for example controller1")
        String device_id() default "controller1";

        /** Its line. */
        @AttributeDefinition(
                name = "Line",
                description = "Filter that selects the serial line, for example (line.id=rapi)")
        String line_target() default "(line.id=rapi)";

        /** Largest current. */
        @AttributeDefinition(
                name = "Current",
                description = "Largest current of the wiring, A, 6..80",
                min = "6",
                max = "80")
        int maxAmps() default 32;

        /** Phases. */
        @AttributeDefinition(name = "Phases", description = "Phases that are wired, 1..3", min = "1", max = "3")
        int phases() default 1;
    }

    private static final Logger LOG = LoggerFactory.getLogger(OpenEvse.class);
    private static final int MIN_AMPS = 6;
    private static final int HARDWARE_AMPS = 80;
    private static final Duration ANSWER = Duration.ofMillis(500);
    /** Falls to 6 A after 100 s of silence. */
    private static final String WATCH = "100 6";
    /** Says that the station knows of its silence. */
    private static final String MISSED = "SY 165";

    private final SerialLine line;
    private final Capabilities capabilities;
    /** What the station wanted last; empty before: a driver that comes into a running charge changes nothing. */
    private Optional<Setpoint> wanted = Optional.empty();
    /** Old firmware cannot watch: that is told once, though it is asked ever again, for noise on the line makes a board refuse, too. */
    private boolean unwatched;

    /** @throws IllegalArgumentException when a setting is out of range */
    @Activate
    public OpenEvse(@Reference(name = "line") SerialLine line, Settings settings) {
        this.line = line;
        this.capabilities = new Capabilities(
                MIN_AMPS, Setting.within("maxAmps", settings.maxAmps(), MIN_AMPS, HARDWARE_AMPS), settings.phases());
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public ConnectorReport report() throws DeviceException {
        return keep().report();
    }

    @Override
    public void apply(Setpoint setpoint) throws DeviceException {
        wanted = Optional.of(setpoint);
        keep();
    }

    /** Says that the station lives, and makes the board do what is wanted, where it does something else. */
    private OpenEvseState keep() throws DeviceException {
        live();
        OpenEvseState state = OpenEvseState.of(ask("GS"));
        if (wanted.isEmpty()) {
            return state;
        }
        int amps = capabilities.wholeAmps(wanted.get());
        if (amps > 0 && !offers(amps)) {
            limit(amps);
        }
        // Sleep would hide a fault, and what has a fault offers nothing.
        if (!state.faulty() && state.asleep() != (amps == 0)) {
            ask(amps == 0 ? "FS" : "FE");
            state = OpenEvseState.of(ask("GS"));
        }
        return state;
    }

    /** The board's answer tells whom it watches: after a restart nobody. It refuses when it has missed the station meanwhile. */
    private void live() throws DeviceException {
        try {
            if (begins(ask("SY"), WATCH)) {
                return;
            }
        } catch (Rapi.RefusedException e) {
            if (told(MISSED)) {
                LOG.warn("OpenEVSE on {} has missed the station for a while", line.name());
            }
        }
        boolean refused = !told("SY " + WATCH);
        if (refused && !unwatched) {
            LOG.warn("OpenEVSE on {} does not watch over the station; newer firmware does", line.name());
        }
        unwatched = refused;
    }

    /** A board that is warm, or whose own limit is lower, takes less and says so. */
    private void limit(int amps) throws DeviceException {
        try {
            ask("SC " + amps + " V"); // V: not into its EEPROM, which wears
        } catch (Rapi.RefusedException e) {
            if (e.amps() > amps) {
                throw e;
            }
        }
    }

    private boolean offers(int amps) throws DeviceException {
        try {
            return begins(ask("GE"), Integer.toString(amps));
        } catch (Rapi.RefusedException e) {
            return false; // who knows
        }
    }

    private static boolean begins(List<String> answer, String words) {
        return (String.join(" ", answer) + " ").startsWith(words + " ");
    }

    private boolean told(String command) throws DeviceException {
        try {
            ask(command);
            return true;
        } catch (Rapi.RefusedException e) {
            return false;
        }
    }

    private List<String> ask(String command) throws DeviceException {
        return line.exchange(Rapi.request(command), Rapi::answer, ANSWER);
    }

    @Override
    public AutoCloseable onChange(Runnable hint) {
        return line.listen(new Unasked(hint));
    }
}
