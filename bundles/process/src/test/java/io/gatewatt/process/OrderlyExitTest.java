// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderlyExitTest {

    private final List<Runnable> own = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final OrderlyExit exit =
            new OrderlyExit(own::add, later::add, code -> ends.add("exit " + code), code -> ends.add("halt " + code));

    @Test
    void inGoodOrderFromAThreadOfItsOwn() {
        exit.leave(75, "hard reset");
        assertEquals(List.of(), ends);
        own.get(0).run();
        assertEquals(List.of("exit 75"), ends);
    }

    @Test
    void cutOffWhenItTakesTooLong() {
        exit.leave(75, "hard reset");
        later.get(0).run();
        assertEquals(List.of("halt 75"), ends);
    }

    @Test
    void theFirstReasonCounts() {
        exit.leave(75, "hard reset");
        exit.leave(0, "supervisor gone");
        own.forEach(Runnable::run);
        assertEquals(List.of("exit 75"), ends);
        assertEquals(1, later.size());
    }
}
