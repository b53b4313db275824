// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.openevse;

import io.gatewatt.driver.Capabilities;
import io.gatewatt.driver.ChangeNotifier;
import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.Device;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Setpoint;
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

/**
 * OpenEVSE by RAPI on a serial line, 115200 8N1. The board watches over the station: when nothing is heard for 100 s it falls back to 6 A. Every report is a
 * sign of life; so a driver may be exchanged meanwhile.
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
    }

    private static final int MIN_AMPS = 6;
    private static final Duration ANSWER = Duration.ofMillis(500);
    /** Falls to 6 A after 100 s of silence. */
    private static final String WATCH = "SY 100 6";

    private static final String ALIVE = "SY";
    private static final String MISSED = "SY 165";
    /** Reports come twice a second; a sign of life is given with every twentieth. */
    private static final int ALIVE_EVERY = 20;

    private final SerialLine line;
    private final Capabilities capabilities;
    /** What the station wanted last, A, 0 for off; empty before: a driver that comes into a running charge changes nothing. */
    private Optional<Integer> wanted = Optional.empty();

    private int untilAlive;
    private boolean watched;
    private volatile boolean restarted;

    /** @throws IllegalArgumentException when a setting is out of range */
    @Activate
    public OpenEvse(@Reference(name = "line") SerialLine line, Settings settings) {
        this.line = line;
        this.capabilities = new Capabilities(MIN_AMPS, settings.maxAmps(), 1);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public ConnectorReport report() throws DeviceException {
        if (restarted) {
            watched = false;
            untilAlive = 0;
            if (wanted.isPresent()) {
                offer(wanted.get());
            }
            restarted = false;
        }
        if (--untilAlive < 0) {
            alive();
            untilAlive = ALIVE_EVERY - 1;
        }
        OpenEvseState state = OpenEvseState.of(ask("GS"));
        if (wanted.isPresent() && state.asleep() != (wanted.get() == 0)) {
            offer(wanted.get());
            state = OpenEvseState.of(ask("GS"));
        }
        return state.report();
    }

    /** Answers interval, current and whether the board has missed the station. */
    private void alive() throws DeviceException {
        List<String> answer = ask(watched ? ALIVE : WATCH);
        watched = true;
        if (answer.size() > 2 && !answer.get(2).equals("0")) {
            ask(MISSED);
            restarted = true;
        }
    }

    @Override
    public void apply(Setpoint setpoint) throws DeviceException {
        wanted = Optional.of(setpoint instanceof Setpoint.Offer offer ? amps(offer) : 0);
        offer(wanted.get());
    }

    private void offer(int amps) throws DeviceException {
        if (amps == 0) {
            ask("FS");
        } else {
            ask("SC " + amps + " V"); // V: not into its EEPROM, which wears
            ask("FE");
        }
    }

    /** Whole amperes, never more than was offered; what is too little to be offered is off. */
    private int amps(Setpoint.Offer offer) {
        int whole = (int) Math.min(offer.amps(), capabilities.maxAmps());
        return whole < MIN_AMPS ? 0 : whole;
    }

    private List<String> ask(String command) throws DeviceException {
        return line.exchange(Rapi.request(command), Rapi::answer, ANSWER);
    }

    @Override
    public AutoCloseable onChange(Runnable hint) {
        return line.listen(new Unasked(() -> restarted = true, hint));
    }
}
