// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ComponentRestartTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private String next() throws InterruptedException {
        return told.poll(20, TimeUnit.SECONDS);
    }

    private ComponentRestart failing(int times) {
        int[] attempts = {0};
        return new ComponentRestart(
                () -> {
                    attempts[0]++;
                    told.add("attempt");
                    if (attempts[0] <= times) {
                        throw new IllegalStateException("not back");
                    }
                },
                why -> told.add("process: " + why),
                LONG);
    }

    @Test
    void triedAgainAsOftenAsToldThenTheProcess() throws InterruptedException {
        failing(9).restart("soft reset", 2);
        assertEquals(
                List.of("attempt", "attempt", "attempt", "process: soft reset"),
                List.of(next(), next(), next(), next()));
    }

    @Test
    void oneThatSucceedsEndsIt() throws InterruptedException {
        failing(1).restart("soft reset", 1);
        assertEquals("attempt", next());
        assertEquals("attempt", next());
        assertNull(told.poll(100, TimeUnit.MILLISECONDS));
    }

    @Test
    void oneThatHangsIsLeftToTheProcess() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        new ComponentRestart(never::await, why -> told.add("process: " + why), Duration.ofMillis(50))
                .restart("soft reset", 3);
        assertEquals("process: soft reset", next());
        never.countDown();
    }

    @Test
    void oneAtATime() throws InterruptedException {
        CountDownLatch hold = new CountDownLatch(1);
        ComponentRestart restart = new ComponentRestart(
                () -> {
                    told.add("attempt");
                    hold.await();
                },
                why -> told.add("process: " + why),
                LONG);
        restart.restart("soft reset", 0);
        assertEquals("attempt", next());
        restart.restart("soft reset", 0);
        hold.countDown();
        assertNull(told.poll(100, TimeUnit.MILLISECONDS));
    }
}
