// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UnitHealthTest {

    private final UnitHealth health = new UnitHealth();

    @Test
    void asksRarelyAfterThreeFailuresInARow() {
        assertFalse(health.failed(1, 10));
        assertFalse(health.failed(1, 20));
        assertEquals(0, health.pause(1, 20));
        assertTrue(health.failed(1, 30));
        assertEquals(UnitHealth.PAUSE, health.pause(1, 30));
        assertEquals(0, health.pause(2, 30));
        assertEquals(0, health.pause(1, 30 + UnitHealth.PAUSE));
        assertFalse(health.failed(1, 30 + UnitHealth.PAUSE));
        assertEquals(UnitHealth.PAUSE, health.pause(1, 30 + UnitHealth.PAUSE));
        assertTrue(health.answered(1));
        assertEquals(0, health.pause(1, 30));
    }

    @Test
    void anAnswerInBetweenBeginsAnew() {
        health.failed(1, 1);
        health.failed(1, 2);
        assertFalse(health.answered(1));
        assertFalse(health.failed(1, 3));
        assertEquals(0, health.pause(1, 3));
    }
}
