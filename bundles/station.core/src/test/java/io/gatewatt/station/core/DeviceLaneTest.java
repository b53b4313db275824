// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.loop.core.VirtualLoop;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;

/** Lanes with threads of their own. */
class DeviceLaneTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final Lanes lanes = new Lanes(loop, Lanes::daemon);

    @Test
    void answersComeFromTheLane() {
        DeviceLane lane = lanes.open("meter", this);
        AtomicReference<String> answer = new AtomicReference<>();
        lane.call(
                        "read",
                        Duration.ofSeconds(5),
                        this,
                        device -> Thread.currentThread().getName())
                .onSuccess(answer::set);
        await().until(() -> {
            loop.run();
            return answer.get() != null;
        });
        assertEquals("lane-meter", answer.get());
        lanes.close(this);
        assertEquals(0, lanes.count());
    }

    @Test
    void aHangingCallFailsAtItsDeadlineAndTheNextAtOnce() throws Exception {
        DeviceLane lane = lanes.open("meter", this);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Promise<Boolean> hung = lane.call("read", Duration.ofSeconds(5), this, device -> {
            inside.countDown();
            never.await();
            return true;
        });
        inside.await();
        loop.advance(Duration.ofSeconds(6));
        assertEquals(
                "meter: read was not answered within 5000 ms", hung.getFailure().getMessage());
        assertTrue(lane.hangs());
        Promise<Boolean> next = lane.call("read", Duration.ofSeconds(5), this, device -> true);
        loop.run();
        assertEquals(DeviceException.class, next.getFailure().getClass());
        lanes.close(this);
        assertEquals(1, lanes.abandoned());
        never.countDown();
    }

    @Test
    void aLateReturnMakesTheLaneUsableAgain() throws Exception {
        DeviceLane lane = lanes.open("meter", this);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch later = new CountDownLatch(1);
        lane.call("read", Duration.ofSeconds(5), this, device -> {
            inside.countDown();
            later.await();
            return true;
        });
        inside.await();
        loop.advance(Duration.ofSeconds(6));
        later.countDown();
        await().until(() -> !lane.hangs());
        Promise<Boolean> next = lane.call("read", Duration.ofSeconds(5), this, device -> true);
        await().until(() -> {
            loop.run();
            return next.isDone();
        });
        assertTrue(next.getValue());
        lanes.close(this);
    }

    @Test
    void anyThrowableIsADeviceException() {
        DeviceLane lane = lanes.open("meter", this);
        Promise<Boolean> broken = lane.call("read", Duration.ofSeconds(5), this, device -> {
            throw new LinkageError("old");
        });
        await().until(() -> {
            loop.run();
            return broken.isDone();
        });
        assertThrows(Exception.class, broken::getValue);
        lanes.close(this);
    }
}
