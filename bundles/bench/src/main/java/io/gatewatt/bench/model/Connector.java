// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

import io.gatewatt.bench.MeterRegisters;
import io.gatewatt.bench.VirtualConnector;
import io.gatewatt.bench.VirtualLock;
import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.measure.DeviceFault;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * One virtual connector. Its register is saved before it is shown, so no reading is ever higher than what a restart, even after
 * SIGKILL, begins with.
 */
public final class Connector implements VirtualConnector, VirtualLock {

    private final int number;
    private final LongSupplier nanos;
    private final MemoryStore store;
    private final Listeners<Connector> changes = new Listeners<>();
    private final Listeners<Boolean> presses = new Listeners<>();

    /** Guards the fields below: requests and device lanes meet here. Listeners are called without it. */
    private final Object guard = new Object();

    private final Meter meter;
    private final Bolt bolt;
    private Circuit circuit;
    private Memory saved;

    /**
     * A connector as it was left, or a new one.
     *
     * @param number 1 or more
     * @param nanos monotonic time, ns
     * @param fixedCable whether its cable is built in, unless a person has chosen otherwise
     */
    public Connector(int number, LongSupplier nanos, MemoryStore store, boolean fixedCable) {
        this.number = number;
        this.nanos = nanos;
        this.store = store;
        Memory memory = store.load(number).orElseGet(() -> Memory.factory(number));
        meter = new Meter(memory, nanos.getAsLong());
        bolt = new Bolt(memory);
        bolt.build(fixedCable);
        circuit = new Circuit(
                memory.cable(), bolt.behaviour() == LockBehaviour.NONE, memory.car(), 0, 1, Optional.empty());
        saved = memory;
    }

    /** Puts the cable in. */
    public void plug(Side side) {
        change(was -> was.with(was.cable().plug(side)));
    }

    /** Pulls the cable out, by force where a bolt holds it. With its plug pulled, the next car is one without a special wish. */
    public void unplug(Side side) {
        change(was -> {
            Cable cable = was.cable().unplug(side);
            return was.with(cable).with(cable.ev() ? was.car() : was.car().next());
        });
    }

    /** Changes what the car does. */
    public void car(UnaryOperator<Car> how) {
        change(was -> was.with(how.apply(was.car())));
    }

    /** Breaks something, or repairs it when empty. */
    public void fault(Optional<DeviceFault> fault) {
        change(was -> was.with(fault));
    }

    /** Changes how the lock behaves. */
    public void lock(LockBehaviour behaviour) {
        change(was -> {
            bolt.choose(behaviour);
            return was.withFixedCable(behaviour == LockBehaviour.NONE);
        });
    }

    /** Builds the cable in, or a socket with a lock, unless a person chose otherwise. */
    public void build(boolean fixedCable) {
        change(was -> {
            bolt.build(fixedCable);
            return was.withFixedCable(bolt.behaviour() == LockBehaviour.NONE);
        });
    }

    /** Changes what the meter shows; what is empty stays. */
    public void meter(OptionalLong registerWh, Optional<String> serial, Optional<MeterBehaviour> behaviour) {
        change(was -> {
            registerWh.ifPresent(meter::setRegister);
            serial.ifPresent(meter::setSerial);
            behaviour.ifPresent(meter::setBehaviour);
            return was;
        });
    }

    /** Presses the stop button. */
    public void press(boolean emergency) {
        presses.tell(emergency);
    }

    /** Everything at this instant. */
    public ConnectorState state() {
        synchronized (guard) {
            settle();
            return new ConnectorState(
                    number,
                    saved,
                    circuit.report(),
                    circuit.fault(),
                    circuit.offeredAmps(),
                    circuit.phases(),
                    circuit.powerW());
        }
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public ConnectorReport board() {
        synchronized (guard) {
            return circuit.report();
        }
    }

    @Override
    public void offer(double amps, int phases) {
        change(was -> was.withOffer(amps, phases));
    }

    @Override
    public String meterSerial() {
        synchronized (guard) {
            return meter.serial();
        }
    }

    @Override
    public MeterRegisters readMeter() throws IOException {
        synchronized (guard) {
            settle();
            return meter.show(circuit);
        }
    }

    @Override
    public boolean drive(boolean lock) {
        boolean[] done = {false};
        change(was -> {
            done[0] = bolt.drive(lock, was.cable());
            return was;
        });
        return done[0];
    }

    @Override
    public boolean locked() {
        synchronized (guard) {
            return bolt.locked();
        }
    }

    @Override
    public AutoCloseable onChange(Runnable hint) {
        return changes.add(connector -> hint.run());
    }

    @Override
    public AutoCloseable onPress(Consumer<Boolean> sink) {
        return presses.add(sink);
    }

    /** Whoever repeats what is so already causes no hint: the station re-asserts its set points. */
    private void change(UnaryOperator<Circuit> how) {
        boolean changed;
        synchronized (guard) {
            settle();
            Circuit circuitBefore = circuit;
            Memory before = saved;
            circuit = how.apply(circuit);
            settle();
            changed = !(circuit.equals(circuitBefore) && saved.equals(before));
        }
        if (changed) {
            changes.tell(this);
        }
    }

    /** Counts the energy up to now and saves what is not saved yet. */
    private void settle() {
        meter.advance(nanos.getAsLong(), circuit.powerW());
        Memory now = new Memory(
                meter.wh(),
                meter.serial(),
                meter.behaviour(),
                meter.turnedAtWh(),
                bolt.behaviour(),
                bolt.chosen(),
                bolt.locked(),
                circuit.cable(),
                circuit.car());
        if (!now.equals(saved)) {
            store.save(number, now);
            saved = now;
        }
    }
}
