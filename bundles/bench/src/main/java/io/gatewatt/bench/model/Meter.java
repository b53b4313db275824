// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

import io.gatewatt.bench.MeterRegisters;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;

/** The meter of one connector: the true register, and what it shows of it. Not safe for threads. */
final class Meter {

    private static final int PHASES = 3;

    private final Register register;
    private String serial;
    private MeterBehaviour behaviour;
    /** The register when it began to count backwards, Wh. */
    private long turnedAtWh;

    Meter(Memory memory, long nanos) {
        register = new Register(memory.registerWh(), nanos);
        serial = memory.serial();
        behaviour = memory.meter();
        turnedAtWh = memory.turnedAtWh();
    }

    void advance(long nanos, double watts) {
        register.advance(nanos, watts);
    }

    void setRegister(long wh) {
        register.set(wh);
        turnedAtWh = wh;
    }

    void setSerial(String now) {
        serial = now;
    }

    void setBehaviour(MeterBehaviour now) {
        if (now == MeterBehaviour.BACKWARDS && behaviour != now) {
            turnedAtWh = register.wh();
        }
        behaviour = now;
    }

    MeterRegisters show(Circuit circuit) throws IOException {
        return switch (behaviour) {
            case OK -> values(register.wh(), circuit);
            case BACKWARDS -> values(backwards(), circuit);
            case NAN -> {
                List<Double> none = Collections.nCopies(PHASES, Double.NaN);
                yield new MeterRegisters(Double.NaN, Double.NaN, none, none);
            }
            case SILENT -> throw new IOException("no answer from meter " + serial);
        };
    }

    private static MeterRegisters values(long wh, Circuit circuit) {
        List<Double> amps = DoubleStream.iterate(0, i -> i + 1)
                .limit(PHASES)
                .map(i -> i < circuit.phases() ? circuit.amps() : 0)
                .boxed()
                .toList();
        return new MeterRegisters(wh, circuit.powerW(), amps, Collections.nCopies(PHASES, Circuit.VOLTS));
    }

    /** One Wh below at once, then down as fast as energy flows; never below zero. */
    private long backwards() {
        return Math.max(0, 2 * turnedAtWh - register.wh() - 1);
    }

    long wh() {
        return register.wh();
    }

    String serial() {
        return serial;
    }

    MeterBehaviour behaviour() {
        return behaviour;
    }

    long turnedAtWh() {
        return turnedAtWh;
    }
}
