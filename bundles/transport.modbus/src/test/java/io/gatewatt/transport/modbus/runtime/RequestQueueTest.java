// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as {@code r1} (read of unit 1) and {@code w1} (write). */
class RequestQueueTest {

    private final RequestQueue queue = new RequestQueue();

    @ParameterizedTest
    @CsvSource({
        "r1 r2 r3,          r1 r2 r3", // as they came
        "r1 r2 w3,          w3 r1 r2", // writes first
        "r1 r1 r1 r2,       r1 r2 r1 r1", // who asks much waits for who asks little
        "r1 w1 w1 r2 w2,    w1 w2 w1 r2 r1",
        "r1 r2 r1 r2 r3,    r1 r2 r3 r1 r2",
    })
    void order(String asked, String served) throws InterruptedException {
        for (String one : asked.split(" ")) {
            queue.add(pending(one));
        }
        List<String> order = new ArrayList<>();
        for (int i = 0; i < asked.split(" ").length; i++) {
            Request next = queue.take().request();
            order.add((next.function().writes() ? "w" : "r") + next.unit());
        }
        assertEquals(served, String.join(" ", order));
    }

    private static Pending pending(String one) {
        int unit = one.charAt(1) - '0';
        return new Pending(
                one.startsWith("w") ? Request.writeCoil(unit, 0, true) : Request.read(Function.READ_INPUT, unit, 0, 1));
    }

    @Test
    void whoWaitsNoLongerIsNotServed() throws InterruptedException {
        Pending first = pending("r1");
        Pending second = pending("r1");
        queue.add(first);
        queue.add(second);
        assertTrue(queue.remove(first));
        assertFalse(queue.remove(first));
        assertEquals(second, queue.take());
    }
}
