// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.gatewatt.driver.ConnectorLock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * What every driver of a connector lock must do. The device's bolt follows at once.
 *
 * @param <D> class of the driver
 */
public abstract class LockContract<D extends ConnectorLock> extends Contract<D> {

    /** For subclasses in any package. */
    protected LockContract() {}

    @Override
    final Duration deadline() {
        return Duration.ofSeconds(10);
    }

    @Override
    final Map<String, Callable<?>> calls(D driver) {
        Map<String, Callable<?>> calls = new LinkedHashMap<>();
        calls.put("locked()", driver::locked);
        calls.put("lock()", move(driver, true));
        calls.put("unlock()", move(driver, false));
        return calls;
    }

    private Callable<?> move(D driver, boolean lock) {
        return () -> {
            if (lock) {
                driver.lock();
            } else {
                driver.unlock();
            }
            return null;
        };
    }

    private void moved(D driver, boolean lock) {
        String what = lock ? "lock()" : "unlock()";
        good(what, "with the device in order", move(driver, lock));
        assertEquals(lock, good("locked()", "after " + what, driver::locked), () -> "locked() after " + what);
    }

    @Test
    final void locksAndUnlocks() {
        D driver = started();
        for (boolean lock : new boolean[] {true, false, true}) {
            moved(driver, lock);
            Object once = device().outputs();
            moved(driver, lock);
            assertEquals(
                    once,
                    device().outputs(),
                    () -> (lock ? "lock()" : "unlock()") + " twice gives another end than once");
        }
        Object locked = device().outputs();
        moved(driver, false);
        assertNotEquals(
                locked,
                device().outputs(),
                "outputs() of the device is the same for locked and unlocked: let it tell what is commanded");
    }

    @Test
    final void stopAndSuccessorLeaveTheBolt() {
        D driver = started();
        for (boolean lock : new boolean[] {true, false}) {
            moved(driver, lock);
            Object outputs = device().outputs();
            D next = started("beside the one it replaces");
            outputsStay(outputs, "when a second driver was started beside the first");
            assertEquals(lock, good("locked()", "of the second driver", next::locked), "locked() of the second driver");
            stopped(driver);
            outputsStay(outputs, "on stop");
            driver = next;
        }
    }
}
