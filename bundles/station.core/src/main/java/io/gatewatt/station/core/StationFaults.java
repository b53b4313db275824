// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.FaultSource;
import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Timer;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.station.FaultState;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Faults of the station as a whole, polled and hinted. Only on the loop. */
final class StationFaults {

    private static final Logger LOG = LoggerFactory.getLogger(StationFaults.class);

    private final Loop loop;
    private final Lanes lanes;
    private final Runnable changed;
    private final IdentityHashMap<FaultSource, DeviceSlot<FaultSource>> slots = new IdentityHashMap<>();
    private final IdentityHashMap<FaultSource, List<DeviceFault>> seen = new IdentityHashMap<>();
    private Timer poll = Timer.NONE;

    /**
     * @param changed called after each poll
     */
    StationFaults(Loop loop, Lanes lanes, Runnable changed) {
        this.loop = loop;
        this.lanes = lanes;
        this.changed = changed;
    }

    void start() {
        poll = loop.after(Timing.STATION_POLL, "station poll", this::start);
        slots.keySet().forEach(this::look);
        changed.run();
    }

    void bind(FaultSource source) {
        DeviceSlot<FaultSource> slot =
                new DeviceSlot<>("fault source", loop, lanes, Timing.GRACE, () -> {}, () -> look(source));
        slots.put(source, slot);
        slot.bind(source);
        look(source);
    }

    void unbind(FaultSource source) {
        DeviceSlot<FaultSource> slot = slots.remove(source);
        seen.remove(source);
        if (slot != null) {
            slot.unbind(source);
            changed.run();
        }
    }

    private void look(FaultSource source) {
        slots.get(source)
                .call("faults", Timing.DEADLINE, FaultSource::faults)
                .onSuccess(faults -> {
                    if (slots.containsKey(source)) {
                        seen.put(source, List.copyOf(faults));
                        changed.run();
                    }
                })
                .onFailure(why -> LOG.debug("station: {}", why.getMessage()));
    }

    void close() {
        poll.cancel();
        List.copyOf(slots.keySet()).forEach(this::unbind);
        poll.cancel();
    }

    /** The fault that matters most: a blocking one before a warning. */
    Optional<FaultState> worst(Optional<FaultState> readers) {
        List<FaultState> all = new ArrayList<>();
        seen.values().forEach(faults -> faults.forEach(fault -> all.add(FaultState.of(fault))));
        readers.ifPresent(all::add);
        return all.stream().reduce((first, next) -> next.blocking() && !first.blocking() ? next : first);
    }
}
