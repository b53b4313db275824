// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.phoenix;

import io.gatewatt.driver.contract.SimulatedBus;

/** A board as manual 106377_en_04 describes it, on a bus in memory: its state follows the car, the coil and the mode. */
final class PhoenixBoard {

    private final SimulatedBus.Unit unit;
    private char car = 'A';
    /** Whether its input EN is wired to on; it counts in mode 1. */
    boolean wired;

    PhoenixBoard(SimulatedBus bus, int address) {
        unit = bus.unit(address).holding(4000, 1).holding(4002, 1).holding(24025, 0);
        restart();
        unit.afterWrite(write -> settle());
    }

    /** What is volatile is as at first: not allowed, 16 A. */
    void restart() {
        unit.holding(22000, 16).coil(20000, false).coil(20002, false);
        settle();
    }

    void car(char letter) {
        car = letter;
        settle();
    }

    void mode(int mode) {
        unit.holding(4000, mode);
        settle();
    }

    void errors(int bits) {
        unit.holding(24025, bits);
    }

    /** What stands in its state register. */
    void shows(int state) {
        unit.holding(24000, state);
    }

    int mode() {
        return unit.holding(4000);
    }

    int limit() {
        return unit.holding(22000);
    }

    boolean allowed() {
        return unit.holding(4000) == 3 ? unit.coil(20000) : wired;
    }

    /** A the car may draw. */
    int offered() {
        return allowed() ? limit() : 0;
    }

    private void settle() {
        unit.holding(24000, car << 8 | (car != 'A' && allowed() ? '2' : '1'));
    }
}
