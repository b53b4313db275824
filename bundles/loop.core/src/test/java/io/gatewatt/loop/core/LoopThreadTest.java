// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.Row;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopThreadTest {

    @Test
    void tasksOfManyThreadsRunOnOneInTheOrderOfEach() throws Exception {
        LoopThread loop = new LoopThread(Clock.systemUTC(), new MemoryJournal()).start();
        int threads = 4;
        int each = 2_000;
        List<List<Integer>> seen = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(threads * each);
        for (int t = 0; t < threads; t++) {
            List<Integer> mine = new ArrayList<>();
            seen.add(mine);
            new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            int number = i;
                            loop.submit("task", () -> {
                                assertTrue(loop.inLoop());
                                mine.add(number);
                                done.countDown();
                            });
                        }
                    })
                    .start();
        }
        assertTrue(done.await(30, TimeUnit.SECONDS));
        loop.close();
        for (List<Integer> mine : seen) {
            assertEquals(each, mine.size());
            assertEquals(mine.stream().sorted().toList(), mine);
        }
    }

    @Test
    void aLentThreadMakesTheTurnOfAnIdleLoop() throws Exception {
        LoopThread loop = new LoopThread(Clock.systemUTC(), new MemoryJournal()).start();
        List<String> told = new CopyOnWriteArrayList<>();
        String mine = Thread.currentThread().getName();
        // The loop's own thread may be the owner for an instant, before it parks.
        for (int tries = 0; tries < 100_000 && !told.contains("next on " + mine); tries++) {
            loop.lend("lent", () -> {
                assertTrue(loop.inLoop());
                loop.store().table("t").put("k", Row.empty());
                loop.afterCommit(() -> loop.submit(
                        "next",
                        () -> told.add("next on " + Thread.currentThread().getName())));
            });
        }
        assertTrue(told.contains("next on " + mine), "what an effect submits is done by the lent thread too");
        CountDownLatch timer = new CountDownLatch(1);
        loop.lend("timer", () -> loop.after(Duration.ofMillis(20), "soon", timer::countDown));
        assertTrue(timer.await(10, TimeUnit.SECONDS));
        loop.close();
    }

    @Test
    void lentAndOwnTurnsNeverMeetAndLoseNothing() throws Exception {
        LoopThread loop = new LoopThread(Clock.systemUTC(), new MemoryJournal()).start();
        int each = 5_000;
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger met = new AtomicInteger();
        int[] count = new int[1];
        CountDownLatch done = new CountDownLatch(4 * each);
        Runnable task = () -> {
            met.addAndGet(inside.getAndIncrement());
            count[0]++;
            inside.decrementAndGet();
            done.countDown();
        };
        for (int t = 0; t < 4; t++) {
            boolean lent = t % 2 == 0;
            new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            if (lent) {
                                loop.lend("lent", task);
                            } else if (i % 10 == 0) {
                                loop.after(Duration.ofNanos(i), "timer", task);
                            } else {
                                loop.submit("task", task);
                            }
                        }
                    })
                    .start();
        }
        assertTrue(done.await(30, TimeUnit.SECONDS), done.getCount() + " tasks never ran");
        loop.close();
        assertEquals(0, met.get());
        assertEquals(4 * each, count[0]);
    }

    @Test
    void anIdleLoopWakesForATimerAndForATask() throws Exception {
        LoopThread loop = new LoopThread(Clock.systemUTC(), new MemoryJournal()).start();
        CountDownLatch timer = new CountDownLatch(1);
        loop.after(Duration.ofMillis(30), "timer", timer::countDown);
        assertTrue(timer.await(10, TimeUnit.SECONDS));
        assertEquals("answer", loop.call("task", () -> "answer").getValue());
        loop.close();
    }
}
