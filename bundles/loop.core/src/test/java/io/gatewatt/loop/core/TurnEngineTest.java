// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.Row;
import io.gatewatt.loop.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;

class TurnEngineTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final List<String> told = new ArrayList<>();

    private void put(String key) {
        loop.store().table("t").put(key, Row.empty().with("v", key));
    }

    @Test
    void effectsRunAfterTheCommitInOrder() {
        loop.run(() -> {
            loop.afterCommit(() -> told.add("first sees " + loop.committed("t").keySet()));
            put("a");
            loop.afterCommit(() -> told.add("second"));
        });
        assertEquals(List.of("first sees [a]", "second"), told);
        assertEquals(1, loop.stats().commits());
    }

    @Test
    void aTaskThatThrowsLeavesNothingAndStopsNothing() {
        loop.submit("broken", () -> {
            put("a");
            loop.afterCommit(() -> told.add("never"));
            throw new StackOverflowError("on purpose");
        });
        loop.submit("sound", () -> told.add("alive"));
        loop.run();
        assertEquals(List.of("alive"), told);
        assertTrue(loop.committed("t").isEmpty());
        assertEquals(1, loop.stats().failedTasks());
    }

    @Test
    void readsSeeTheTurnsOwnWritesAndNotRemovedRows() {
        loop.run(() -> {
            put("a");
            put("b");
        });
        loop.run(() -> {
            loop.store().table("t").remove("a");
            put("c");
            told.add(loop.store().table("t").all().keySet() + " "
                    + loop.store().table("t").get("a").isPresent());
        });
        assertEquals(List.of("[b, c] false"), told);
    }

    @Test
    void aTurnWithoutWritesCostsNoCommit() {
        loop.run(() -> loop.afterCommit(() -> told.add("sent")));
        assertEquals(List.of("sent"), told);
        assertEquals(0, loop.stats().commits());
    }

    @Test
    void aFullStoreHoldsEffectsBackAndLosesNothing() {
        loop.storeFull(true);
        loop.run(() -> {
            put("a");
            loop.afterCommit(() -> told.add("a"));
        });
        loop.run(() -> loop.afterCommit(() -> told.add("later")));
        loop.advance(Duration.ofSeconds(30));
        assertEquals(List.of(), told);
        assertTrue(loop.stats().failedCommits() > 3);
        loop.storeFull(false);
        loop.advance(Duration.ofSeconds(5));
        assertEquals(List.of("a", "later"), told);
        assertEquals("a", loop.committed("t").firstKey());
    }

    @Test
    void timersFireAtTheirTimeInOrderUnlessCancelled() {
        Instant start = loop.now();
        loop.after(
                Duration.ofSeconds(2),
                "two",
                () -> told.add("two at " + Duration.between(start, loop.now()).toSeconds()));
        loop.after(
                Duration.ofSeconds(1),
                "one",
                () -> told.add("one at " + Duration.between(start, loop.now()).toSeconds()));
        Timer third = loop.after(Duration.ofSeconds(3), "three", () -> told.add("three"));
        loop.after(Duration.ofMillis(2500), "cancel", third::cancel);
        loop.advance(Duration.ofSeconds(10));
        assertEquals(List.of("one at 1", "two at 2"), told);
    }

    @Test
    void settingTheClockMovesStampsButNoTimer() {
        loop.after(Duration.ofSeconds(10), "t", () -> told.add(loop.now().toString()));
        loop.setClock(Instant.parse("2030-05-05T00:00:00Z"));
        loop.advance(Duration.ofSeconds(9));
        assertEquals(List.of(), told);
        loop.advance(Duration.ofSeconds(1));
        assertEquals(List.of("2030-05-05T00:00:10Z"), told);
        assertEquals(Duration.ofSeconds(10), loop.uptime());
    }

    @Test
    void aRealTimeClockThatLostItsTimeIsNotBelieved() {
        Instant told = Instant.parse("2026-03-01T12:00:00Z");
        loop.run(() -> loop.setClock(told));
        loop.advance(Duration.ofMinutes(5));
        VirtualLoop next = loop.crash(Duration.ofDays(-20_000));
        assertEquals(told, next.now(), "the last time told, for nobody knows how long the station was off");
        next.advance(Duration.ofSeconds(7));
        assertEquals(told.plusSeconds(7), next.now());
        next.run(() -> next.setClock(Instant.parse("2026-03-02T00:00:00Z")));
        assertEquals(
                Instant.parse("2026-03-02T00:00:00Z"),
                next.crash(Duration.ofDays(-20_000)).now());
    }

    @Test
    void timeGoesOnFromWhatWasKnownOverAnyNumberOfRestarts() {
        Instant told = Instant.parse("2026-03-01T12:00:00Z");
        loop.run(() -> loop.setClock(told));
        VirtualLoop next = loop;
        for (int restart = 0; restart < 3; restart++) {
            next = next.crash(Duration.ofDays(-20_000));
            next.keepTime(Duration.ofMinutes(10));
            next.advance(Duration.ofMinutes(25));
        }
        assertEquals(told.plus(Duration.ofMinutes(20 + 20 + 25)), next.now());
    }

    @Test
    void aTimeThatWasOnlyReadIsNotKept() {
        loop.keepTime(Duration.ofMinutes(10));
        loop.advance(Duration.ofMinutes(25));
        assertEquals(Map.of(), loop.committed("loop_clock"));
        Instant late = loop.crash(Duration.ofDays(3_000)).now();
        assertEquals(late, loop.crash(Duration.ofDays(3_000)).now());
        assertEquals(late.minus(Duration.ofDays(3_000)), loop.crash().now(), "the right time is believed again");
    }

    @Test
    void aBetterClockIsReadWhenItComesUnlessTheTimeIsKnown() {
        Clock better = Clock.fixed(Instant.parse("2027-01-01T00:00:00Z"), ZoneOffset.UTC);
        loop.wallClock(better);
        loop.run();
        assertEquals(Instant.parse("2027-01-01T00:00:00Z"), loop.now());
        Instant told = Instant.parse("2026-03-01T12:00:00Z");
        loop.run(() -> loop.setClock(told));
        loop.wallClock(better);
        loop.run();
        assertEquals(told, loop.now());
    }

    @Test
    void keysAreThoseOfTheRowsThatATaskSees() {
        loop.run(() -> {
            put("b");
            put("a");
        });
        loop.run(() -> {
            put("c");
            loop.store().table("t").remove("a");
            assertEquals(List.of("b", "c"), loop.store().table("t").keys());
            assertEquals(
                    loop.store().table("t").keys(),
                    List.copyOf(loop.store().table("t").all().keySet()));
            told.add("looked");
        });
        assertEquals(List.of("looked"), told);
    }

    @Test
    void eachRunHasItsOwnName() {
        assertNotEquals(loop.incarnation(), loop.crash().incarnation());
    }

    @Test
    void promisesAreResolvedAfterTheCommitAndCallBackOnTheLoop() throws Exception {
        Promise<String> promise = loop.call("work", () -> {
            put("a");
            return "done";
        });
        promise.onSuccess(v -> told.add(v + " on the loop: " + loop.inLoop() + ", stored "
                + loop.committed("t").size()));
        loop.run();
        assertEquals(List.of("done on the loop: true, stored 1"), told);
        Promise<Object> failed = loop.call("broken", () -> {
            throw new java.io.IOException("no");
        });
        loop.run();
        assertEquals("no", failed.getFailure().getMessage());
    }

    @Test
    void aCallbackOfAResolvedPromiseHasATurnOfItsOwnEvenWhenGivenInAnEffect() {
        loop.submit(
                "work",
                () -> loop.afterCommit(() -> loop.promises()
                        .resolved("done")
                        .onSuccess(v ->
                                loop.store().table("t").put("k", Row.empty().with("v", v)))));
        loop.run();
        assertEquals(1, loop.committed("t").size());
        loop.promises().resolved("from outside").onSuccess(v -> told.add(v + " on the loop: " + loop.inLoop()));
        loop.run();
        assertTrue(told.contains("from outside on the loop: true"), told.toString());
    }

    @Test
    void promiseTimeoutsRunOnVirtualTime() throws Exception {
        Promise<Object> never = loop.promises().deferred().getPromise().timeout(5_000);
        loop.advance(Duration.ofMillis(4_999));
        assertFalse(never.isDone());
        loop.advance(Duration.ofMillis(1));
        assertTrue(never.isDone());
    }

    @Test
    void onlyTheLoopMayTouchTheStore() {
        assertThrows(IllegalStateException.class, loop::store);
        assertThrows(IllegalStateException.class, () -> loop.afterCommit(() -> {}));
        AtomicReference<Throwable> refused = new AtomicReference<>();
        loop.run(() -> {
            try {
                loop.store().table("Bad Name;--");
            } catch (IllegalArgumentException e) {
                refused.set(e);
            }
        });
        assertTrue(refused.get().getMessage().contains("Bad Name"));
    }

    @Test
    void aCrashBetweenAnyTwoTurnsKeepsWhatWasCommitted() {
        for (int turns = 0; turns <= 5; turns++) {
            VirtualLoop first = new VirtualLoop();
            for (int i = 0; i < 5; i++) {
                String key = "k" + i;
                first.submit("write", () -> {
                    first.store().table("x").put(key, Row.empty());
                    first.store().table("y").put(key, Row.empty());
                });
            }
            for (int i = 0; i < turns; i++) {
                first.step();
            }
            VirtualLoop second = first.crash();
            second.run(() -> told.add(second.store().table("x").all().size() + "="
                    + second.store().table("y").all().size()));
        }
        assertEquals(List.of("0=0", "1=1", "2=2", "3=3", "4=4", "5=5"), told);
    }
}
