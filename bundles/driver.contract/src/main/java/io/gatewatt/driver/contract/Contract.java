// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.DeviceException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What every driver must do. A driver's test extends the contract of what it drives and is its own {@link Rig}: JUnit makes it anew for each check, and
 * with it a fresh device.
 *
 * @param <D> class of the driver
 */
@Isolated("looks at the threads of the whole process")
public abstract class Contract<D> implements Rig<D> {

    static final int SWAPS = 50;
    /** Nonsense is of many kinds. */
    private static final int NONSENSES = 40;

    private static Set<Thread> before;

    private final List<D> running = new ArrayList<>();
    private Lane lane;

    Contract() {}

    /**
     * What the station calls when all is well, by how it is called.
     *
     * @return each answers, or throws a {@link DeviceException} when the device is not well
     */
    abstract Map<String, Callable<?>> calls(D driver);

    /** Longest time that the station gives a call. */
    Duration deadline() {
        return Duration.ofSeconds(5);
    }

    /** Longest time for anything that comes by itself: threads that end, a device that is found again. */
    Duration patience() {
        return Duration.ofSeconds(10);
    }

    @BeforeAll
    static void threadsOfNow() {
        before = null;
    }

    @BeforeEach
    final void lane() {
        lane = new Lane(device(), deadline());
        if (before == null) {
            before = Threads.now();
        }
    }

    @AfterEach
    final void stopAll() {
        for (D driver : List.copyOf(running)) {
            stopped(driver);
        }
    }

    /** A driver that runs, and is stopped when the check is over. */
    final D started(String when) {
        return lane.call("starting", when, () -> {
                    D driver = start();
                    running.add(driver);
                    return driver;
                })
                .value()
                .orElseThrow(
                        () -> new AssertionError(
                                "the driver cannot be started " + when
                                        + ": it must not need its device for that, for nobody starts it again. Ask the device when you are called"));
    }

    final D started() {
        return started("with its device in order");
    }

    /** Stops a driver. A DeviceException that says so is only logged by declarative services. */
    final void stopped(D driver) {
        running.remove(driver);
        lane.call("stopping", "on deactivate", () -> {
            stop(driver);
            return null;
        });
    }

    /** Calls in good order must succeed. */
    final <T> T good(String what, String when, Callable<T> call) {
        Lane.Outcome<T> outcome = lane.call(what, when, call);
        if (outcome.failed()) {
            throw new AssertionError(
                    what + " failed " + when
                            + ", though the device is in order. Does the test set up all that the driver asks for?",
                    outcome.failure());
        }
        return outcome.value().orElse(null);
    }

    final <T> Lane.Outcome<T> tried(String what, String when, Callable<T> call) {
        return lane.call(what, when, call);
    }

    private void allGood(D driver, String when) {
        calls(driver).forEach((what, call) -> good(what, when, call));
    }

    private boolean allFine(D driver, String when) {
        return calls(driver).entrySet().stream()
                .noneMatch(
                        call -> lane.call(call.getKey(), when, call.getValue()).failed());
    }

    private void recovers(D driver, String when) {
        device().comeBack();
        try {
            await().atMost(patience()).until(() -> allFine(driver, when));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "the driver does not work again " + when
                            + ": keep nothing of the failure, and begin anew at the next call",
                    e);
        }
    }

    final void nothingThrown() {
        List<Throwable> thrown = device().thrown();
        if (!thrown.isEmpty()) {
            throw new AssertionError(
                    "a listener of the driver threw " + thrown.get(0)
                            + " at the thread of its line: pass over what makes no sense",
                    thrown.get(0));
        }
    }

    @Test
    final void answersInTime() {
        D driver = started();
        allGood(driver, "when called first");
        allGood(driver, "when called again");
        nothingThrown();
    }

    @Test
    final void startsWhileItsDeviceIsAway() {
        device().vanish();
        D driver = started("while its device is away");
        recovers(driver, "when its device came only after it was started");
    }

    @Test
    final void tellsInWordsThatItsDeviceHasVanished() {
        D driver = started();
        allGood(driver, "before the device vanishes");
        device().vanish();
        for (int i = 0; i < 3; i++) {
            calls(driver).forEach((what, call) -> {
                boolean failed =
                        lane.call(what, "while the device is gone", call).failed();
                assertTrue(
                        failed || !needsDevice(what),
                        () -> what
                                + " succeeded while the device is gone: it must ask the device and pass the DeviceException on, for the station"
                                + " takes an old value for a new one");
            });
        }
        nothingThrown();
        recovers(driver, "after its device was gone and came back");
    }

    /** Whether a call cannot succeed without the device. */
    boolean needsDevice(String call) {
        return true;
    }

    @Test
    final void survivesARefusingDevice() {
        D driver = started();
        allGood(driver, "before the device refuses");
        device().refuse();
        for (int i = 0; i < 7; i++) {
            calls(driver).forEach((what, call) -> lane.call(what, "while the device refuses", call));
        }
        nothingThrown();
        recovers(driver, "after its device refused for a while");
    }

    @Test
    final void survivesGarbage() {
        D driver = started();
        allGood(driver, "before the device talks nonsense");
        device().garbage();
        for (int i = 0; i < NONSENSES; i++) {
            calls(driver).forEach((what, call) -> lane.call(what, "while the device talks nonsense", call));
        }
        recovers(driver, "after its device talked nonsense for a while");
        nothingThrown();
    }

    @Test
    final void startsAndStopsInGarbage() {
        device().garbage();
        for (int i = 0; i < 5; i++) {
            D driver = started("while its device talks nonsense");
            calls(driver).forEach((what, call) -> lane.call(what, "while the device talks nonsense", call));
            stopped(driver);
        }
        nothingThrown();
        noneLeft(0, "after drivers were stopped whose device talked nonsense");
    }

    @Test
    final void leavesNoThreadAndNoListenerAfterStop() {
        int listeners = device().listeners();
        D driver = started();
        allGood(driver, "before it is stopped");
        stopped(driver);
        noneLeft(0, "after stop");
        assertEquals(
                listeners,
                device().listeners(),
                "listeners left at the line after stop: close in @Deactivate what listen() gave you");
    }

    @Test
    final void leavesNoThreadWhenItsDeviceIsGone() {
        int listeners = device().listeners();
        D driver = started();
        allGood(driver, "before the device vanishes");
        device().vanish();
        calls(driver).forEach((what, call) -> lane.call(what, "while the device is gone", call));
        stopped(driver);
        noneLeft(0, "after stop without its device");
        assertEquals(listeners, device().listeners(), "listeners left at the line after stop without its device");
    }

    private void noneLeft(int allowed, String when) {
        try {
            await().atMost(patience())
                    .until(() -> Threads.since(before, this::belongsToPeer).size() <= allowed);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "threads left " + when + ": end them in @Deactivate, and share no static pool"
                            + Threads.tell(Threads.since(before, this::belongsToPeer)),
                    e);
        }
    }

    /** Make before break, as an upgrade does it. */
    @Test
    final void fiftySwapsLeaveNothingBehind() {
        D driver = started();
        allGood(driver, "before the swaps");
        int threads = Threads.since(before, this::belongsToPeer).size();
        int listeners = device().listeners();
        List<WeakReference<D>> gone = new ArrayList<>();
        for (int i = 0; i < SWAPS; i++) {
            D next = started("beside the one it replaces");
            allGood(next, "beside the one it replaces");
            stopped(driver);
            gone.add(new WeakReference<>(driver));
            driver = next;
            allGood(driver, "after the one it replaced was stopped");
        }
        noneLeft(threads, "after " + SWAPS + " swaps");
        assertEquals(listeners, device().listeners(), "listeners at the line after " + SWAPS + " swaps");
        nothingThrown();
        try {
            await().atMost(patience()).until(() -> held(gone) <= 1);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    held(gone) + " of " + SWAPS
                            + " stopped drivers are still held in memory: by a static field, a thread, or a listener that was not closed",
                    e);
        }
    }

    private long held(List<WeakReference<D>> drivers) {
        System.gc();
        return drivers.stream().filter(driver -> driver.get() != null).count();
    }

    /** Checks of outputs, for those that have some. */
    final void outputsStay(Object outputs, String when) {
        assertEquals(
                outputs,
                device().outputs(),
                () -> "outputs changed " + when
                        + ": only the station commands them. A driver does not know whether it is being replaced while a car charges");
    }
}
