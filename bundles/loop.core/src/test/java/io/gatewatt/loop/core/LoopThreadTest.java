package io.gatewatt.loop.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
            }).start();
        }
        assertTrue(done.await(30, TimeUnit.SECONDS));
        loop.close();
        for (List<Integer> mine : seen) {
            assertEquals(each, mine.size());
            assertEquals(mine.stream().sorted().toList(), mine);
        }
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
