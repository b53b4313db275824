// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.Capabilities;
import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.Setpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * What every driver of a control-pilot board must do.
 *
 * @param <D> class of the driver
 */
public abstract class ControllerContract<D extends ConnectorController> extends Contract<D> {

    private static final double ROUNDING = 1e-6;
    private static final Setpoint OFF = new Setpoint.Off();

    /** For subclasses in any package. */
    protected ControllerContract() {}

    /** What the device offers the vehicle now, A per phase: read from the device, not from the driver. 0 when it offers nothing. */
    protected abstract double offered();

    @Override
    final Map<String, Callable<?>> calls(D driver) {
        Map<String, Callable<?>> calls = new LinkedHashMap<>();
        calls.put("report()", driver::report);
        calls.put("apply(Offer)", apply(driver, most(driver)));
        calls.put("apply(Off)", apply(driver, OFF));
        return calls;
    }

    private Setpoint most(D driver) {
        Capabilities able = driver.capabilities();
        return new Setpoint.Offer(able.maxAmps(), able.phases());
    }

    private Callable<?> apply(D driver, Setpoint wanted) {
        return () -> {
            driver.apply(wanted);
            return null;
        };
    }

    private void applied(D driver, Setpoint wanted) {
        good("apply(" + wanted + ")", "with the device in order", apply(driver, wanted));
    }

    private void reported(D driver) {
        good("report()", "with the device in order", driver::report);
    }

    @Test
    final void capabilitiesNeedNoDevice() {
        D driver = started();
        Capabilities able = good("capabilities()", "in good order", driver::capabilities);
        device().vanish();
        int requests = device().requests();
        assertEquals(
                able,
                good("capabilities()", "while the device is gone", driver::capabilities),
                "capabilities() changed when the device vanished");
        assertEquals(requests, device().requests(), "capabilities() asked the device; it must answer from memory");
        assertTrue(able.maxAmps() > 0, "capabilities() says that nothing can be offered");
    }

    @Test
    final void offersWhatIsCommandedAndNoMore() {
        D driver = started();
        Capabilities able = driver.capabilities();
        applied(driver, most(driver));
        reported(driver);
        assertTrue(
                offered() > 0,
                "the device offers nothing after the largest offer: does offered() read what the driver writes?");
        double[] commands = {
            able.maxAmps(),
            able.maxAmps() * 2,
            able.maxAmps() - 0.3,
            able.minAmps() + 0.7,
            able.minAmps(),
            able.minAmps() - 0.1,
            able.minAmps() / 2,
            0.5
        };
        for (double amps : commands) {
            if (amps > 0) {
                applied(driver, new Setpoint.Offer(amps, able.phases()));
                reported(driver);
                double most = Math.min(amps, able.maxAmps());
                assertTrue(
                        offered() <= most + ROUNDING,
                        () -> "the device offers " + offered() + " A, though " + amps
                                + " A were commanded and it can do " + able
                                + ": round down, cut at the largest, and offer nothing below the smallest");
            }
        }
        assertTrue(
                offered() == 0,
                () -> "0.5 A were commanded, and the device offers " + offered() + " A: less than it can offer is off");
        applied(driver, most(driver));
        assertTrue(offered() > 0, "after too little was commanded, the device offers nothing any more");
        applied(driver, OFF);
        assertEquals(0, offered(), ROUNDING, "A offered after Off");
    }

    @Test
    final void applyIsIdempotent() {
        D driver = started();
        for (Setpoint wanted : new Setpoint[] {most(driver), OFF}) {
            applied(driver, wanted);
            Object once = device().outputs();
            applied(driver, wanted);
            reported(driver);
            assertEquals(
                    once,
                    device().outputs(),
                    () -> "applying " + wanted + " twice gives another end than once: set points are levels");
        }
        Object off = device().outputs();
        applied(driver, most(driver));
        assertNotEquals(
                off,
                device().outputs(),
                "outputs() of the device is the same for Off and for an offer: let it tell what is commanded");
    }

    @Test
    final void whatWasCommandedIsTakenAfterTheDeviceCameBack() {
        D driver = started();
        applied(driver, most(driver));
        device().vanish();
        tried("apply(Off)", "while the device is gone", apply(driver, OFF));
        device().comeBack();
        applied(driver, OFF);
        assertEquals(
                0,
                offered(),
                ROUNDING,
                "A offered after Off was said again to a device that was gone when it was said first");
        reported(driver);
        assertEquals(0, offered(), ROUNDING, "A offered at the report after Off");
    }

    @Test
    final void stopLeavesOutputs() {
        for (boolean charging : new boolean[] {true, false}) {
            D driver = started();
            applied(driver, charging ? most(driver) : OFF);
            reported(driver);
            Object outputs = device().outputs();
            stopped(driver);
            outputsStay(outputs, "on stop");
        }
    }

    @Test
    final void aSuccessorChangesNothingInARunningCharge() {
        D driver = started();
        applied(driver, most(driver));
        reported(driver);
        Object outputs = device().outputs();
        D next = started("beside one that lets a car charge");
        outputsStay(outputs, "when a second driver was started beside the first");
        reported(next);
        outputsStay(outputs, "when the second driver reported, before it was told a set point");
        stopped(driver);
        reported(next);
        outputsStay(outputs, "when the first driver left");
        applied(next, most(next));
        outputsStay(outputs, "when the same set point was said to the second driver");
    }
}
