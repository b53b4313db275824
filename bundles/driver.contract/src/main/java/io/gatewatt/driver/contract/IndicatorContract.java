// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.Indicator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/**
 * What every driver of a light must do.
 *
 * @param <D> class of the driver
 */
public abstract class IndicatorContract<D extends Indicator> extends Contract<D> {

    private static final int BRIGHT = 100;

    /** For subclasses in any package. */
    protected IndicatorContract() {}

    @Override
    final Map<String, Callable<?>> calls(D driver) {
        Map<String, Callable<?>> calls = new LinkedHashMap<>();
        for (int percent : new int[] {0, 1, BRIGHT}) {
            calls.put("light(" + percent + ")", light(driver, percent));
        }
        calls.put("blink(1)", blink(driver, 1));
        return calls;
    }

    /** While a sign is given, a level may be kept for its end without a word to the device. */
    @Override
    final boolean needsDevice(String call) {
        return false;
    }

    @Test
    final void tellsInWordsThatTheLightCannotBeSet() {
        D driver = started();
        lit(driver, BRIGHT);
        device().vanish();
        assertTrue(
                tried("light(0)", "while the device is gone", light(driver, 0)).failed(),
                "light(0) succeeded while the device is gone: pass the DeviceException on");
    }

    private Callable<?> light(D driver, int percent) {
        return () -> {
            driver.light(percent);
            return null;
        };
    }

    private Callable<?> blink(D driver, int times) {
        return () -> {
            driver.blink(times);
            return null;
        };
    }

    private Object lit(D driver, int percent) {
        good("light(" + percent + ")", "with the device in order", light(driver, percent));
        return device().outputs();
    }

    @Test
    final void lightIsALevel() {
        D driver = started();
        Object dark = lit(driver, 0);
        assertEquals(dark, lit(driver, 0), "light(0) twice gives another end than once");
        Object bright = lit(driver, BRIGHT);
        assertNotEquals(
                dark, bright, "outputs() of the device is the same for dark and bright: let it tell what is commanded");
        assertEquals(bright, lit(driver, BRIGHT), "light(100) twice gives another end than once");
        assertEquals(dark, lit(driver, 0), "light(0) after light(100)");
    }

    @Test
    final void burnsAsBeforeAfterASign() {
        D driver = started();
        for (int percent : new int[] {BRIGHT, 0}) {
            Object before = lit(driver, percent);
            good("blink(2)", "with the device in order", blink(driver, 2));
            good("blink(1)", "while another sign is given", blink(driver, 1));
            try {
                await().atMost(patience()).until(() -> device().outputs().equals(before));
            } catch (ConditionTimeoutException e) {
                throw new AssertionError("the light does not burn as before after a sign", e);
            }
        }
    }

    @Test
    final void stopLeavesTheLight() {
        D driver = started();
        for (int percent : new int[] {BRIGHT, 0}) {
            Object outputs = lit(driver, percent);
            D next = started("beside the one it replaces");
            outputsStay(outputs, "when a second driver was started beside the first");
            stopped(driver);
            outputsStay(outputs, "on stop");
            driver = next;
        }
    }

    @Test
    final void stopInTheMiddleOfASignLeavesTheLight() {
        for (int percent : new int[] {BRIGHT, 0}) {
            D driver = started();
            Object outputs = lit(driver, percent);
            good("blink(3)", "with the device in order", blink(driver, 3));
            stopped(driver);
            outputsStay(outputs, "when it was stopped in the middle of a sign");
        }
    }
}
