// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

import io.gatewatt.bench.VirtualCharger;
import io.gatewatt.measure.DeviceFault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The whole virtual charger: its connectors, its reader, and what belongs to none of them. */
public final class Charger implements VirtualCharger {

    private final IntFunction<Connector> factory;
    private final List<Reader> readers = List.of(new Reader(1));
    private final Listeners<Charger> changes = new Listeners<>();
    private final Listeners<Charger> powerFails = new Listeners<>();
    private volatile List<Connector> connectors = List.of();
    private volatile Optional<DeviceFault> fault = Optional.empty();
    private volatile boolean enclosureOpen;
    private final AtomicReference<Light> light = new AtomicReference<>(Light.OFF);

    /** @param factory makes connector n, 1 or more */
    public Charger(IntFunction<Connector> factory) {
        this.factory = factory;
    }

    /** Gives the charger this many connectors; those that stay are untouched. From one thread at a time. */
    public void resize(int count) {
        List<Connector> present = connectors;
        connectors = IntStream.rangeClosed(1, count)
                .mapToObj(n -> n <= present.size() ? present.get(n - 1) : factory.apply(n))
                .toList();
    }

    /** Connectors 1..n in this order. */
    public List<Connector> connectors() {
        return connectors;
    }

    /** Readers 1..n in this order. */
    public List<Reader> readers() {
        return readers;
    }

    /** Breaks something of the station, or repairs it when empty. */
    public void fault(Optional<DeviceFault> now) {
        fault = now;
        changes.tell(this);
    }

    /** What a person broke. */
    public Optional<DeviceFault> fault() {
        return fault;
    }

    /** Opens or closes the enclosure. */
    public void open(boolean now) {
        enclosureOpen = now;
        changes.tell(this);
    }

    /** Fails the mains; the station lives on its backup supply. */
    public void failPower() {
        powerFails.tell(this);
    }

    /** The light as it is. */
    public Light light() {
        return light.get();
    }

    @Override
    public void light(int percent) {
        light.updateAndGet(was -> new Light(percent, was.signs(), was.blinks()));
    }

    @Override
    public void blink(int times) {
        light.updateAndGet(was -> new Light(was.percent(), was.signs() + 1, times));
    }

    @Override
    public List<DeviceFault> faults() {
        return fault.stream().toList();
    }

    @Override
    public boolean enclosureOpen() {
        return enclosureOpen;
    }

    @Override
    public AutoCloseable onChange(Runnable hint) {
        return changes.add(charger -> hint.run());
    }

    @Override
    public AutoCloseable onPowerFail(Runnable sink) {
        return powerFails.add(charger -> sink.run());
    }
}
