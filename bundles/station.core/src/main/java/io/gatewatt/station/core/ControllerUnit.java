// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.Capabilities;
import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Timer;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.station.FaultState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control-pilot board of one connector: polled, and kept at the wanted set point. Only on the loop. */
final class ControllerUnit {

    private static final Logger LOG = LoggerFactory.getLogger(ControllerUnit.class);

    private final int connector;
    private final Loop loop;
    private final Runnable changed;
    private final DeviceSlot<ConnectorController> slot;
    private Optional<ConnectorReport> report = Optional.empty();
    private Optional<Capabilities> capabilities = Optional.empty();
    private Setpoint wanted = new Setpoint.Off();
    private Optional<Setpoint> applied = Optional.empty();
    private Duration appliedAt = Duration.ZERO;
    private boolean applying;
    private boolean offerQueued;
    /** Since when an offer waits for its turn to be on disk. */
    private Optional<Duration> heldSince = Optional.empty();

    /** A set point was not taken: it waits for the next poll. */
    private boolean holdOff;

    private boolean refused;
    private boolean reading;
    private boolean again;
    private boolean offSeen;
    private final List<Deferred<Boolean>> offWaiters = new ArrayList<>();
    private Timer poll = Timer.NONE;

    /**
     * @param changed called after each report, set point and binding
     */
    ControllerUnit(int connector, Loop loop, Lanes lanes, Runnable changed) {
        this.connector = connector;
        this.loop = loop;
        this.changed = changed;
        this.slot = new DeviceSlot<>(
                "controller of connector " + connector, loop, lanes, Timing.FIRST_REPORTS, this::rebound, this::look);
    }

    DeviceSlot<ConnectorController> slot() {
        return slot;
    }

    /** Another board knows nothing of the set point: it is asserted again. Facts last known stay until it reports. */
    private void rebound() {
        applied = Optional.empty();
        applying = false;
        reading = false;
        offSeen = false;
        look();
    }

    /** Reads now and then at its pace. */
    void look() {
        poll.cancel();
        poll = loop.after(Timing.CONTROLLER_POLL, "controller poll " + connector, this::look);
        holdOff = false;
        // Should the turn that queued it have failed, its effect never comes.
        offerQueued = false;
        assertWanted();
        if (slot.device().isEmpty()) {
            changed.run();
            return;
        }
        if (reading) {
            again = true;
            return;
        }
        reading = true;
        again = false;
        long lease = slot.lease();
        // Only a report asked for when the stop was made, and nothing else was under way, says that it was obeyed.
        boolean afterOff = isOff() && !applying && wanted instanceof Setpoint.Off;
        slot.call("report", Timing.DEADLINE, board -> new Seen(board.capabilities(), board.report()))
                .onSuccess(seen -> {
                    capabilities = Optional.of(seen.capabilities());
                    report = Optional.of(seen.report());
                    boolean closed = seen.report().contactorClosed();
                    boolean still = afterOff && isOff() && wanted instanceof Setpoint.Off;
                    offSeen = still && !closed;
                    if (still && closed && loop.uptime().minus(appliedAt).compareTo(Timing.CONTACTOR) >= 0) {
                        LOG.warn(
                                "connector {}: contactor is closed though it was told to open; telling it again",
                                connector);
                        applied = Optional.empty();
                    }
                })
                .onFailure(why -> LOG.debug("connector {}: {}", connector, why.getMessage()))
                .onResolve(() -> {
                    if (lease != slot.lease()) {
                        return;
                    }
                    reading = false;
                    tellOff();
                    changed.run();
                    if (again) {
                        look();
                    }
                });
    }

    void close() {
        slot.device().ifPresent(slot::unbind);
        poll.cancel();
    }

    private boolean isOff() {
        return applied.filter(Setpoint.Off.class::isInstance).isPresent();
    }

    /** Wants this from now on. An offer waits until the present turn is durable; a stop waits for nothing, not even for a full disk. */
    void want(Setpoint next) {
        if (!next.equals(wanted)) {
            wanted = next;
            offSeen = false;
            holdOff = false;
        }
        assertWanted();
    }

    private void assertWanted() {
        if (wanted instanceof Setpoint.Off) {
            heldSince = Optional.empty();
            apply();
        } else if (!offerQueued && !applied.equals(Optional.of(wanted))) {
            offerQueued = true;
            heldSince = heldSince.or(() -> Optional.of(loop.uptime()));
            loop.afterCommit(() -> {
                offerQueued = false;
                heldSince = Optional.empty();
                apply();
            });
        }
    }

    private void apply() {
        if (applying
                || holdOff
                || applied.equals(Optional.of(wanted))
                || slot.device().isEmpty()) {
            return;
        }
        applying = true;
        Setpoint now = wanted;
        long lease = slot.lease();
        slot.call("set point", Timing.DEADLINE, board -> {
                    board.apply(now);
                    return now;
                })
                .onSuccess(done -> {
                    applied = Optional.of(done);
                    appliedAt = loop.uptime();
                    refused = false;
                })
                .onFailure(why -> {
                    if (lease == slot.lease()) {
                        if (!refused) {
                            LOG.warn("connector {}: {}", connector, why.getMessage());
                        }
                        refused = true;
                        applied = Optional.empty();
                        holdOff = true;
                    }
                })
                .onResolve(() -> {
                    if (lease == slot.lease()) {
                        applying = false;
                        if (applied.isPresent()) {
                            look();
                        }
                        changed.run();
                    }
                });
    }

    /** The last report; empty before the first. */
    Optional<ConnectorReport> report() {
        return report;
    }

    Optional<Capabilities> capabilities() {
        return capabilities;
    }

    /** What the board has taken; empty while that is not known. */
    Optional<Setpoint> applied() {
        return applied;
    }

    /** Whether an offer cannot be made because the disk takes nothing. */
    boolean held() {
        return heldSince
                .filter(since -> loop.uptime().minus(since).compareTo(Timing.CONTROLLER_POLL) > 0)
                .isPresent();
    }

    /** Whether the board was told to stop and was seen with an open contactor since. */
    boolean offSeen() {
        return offSeen;
    }

    /** Resolved once the board was seen off, or has had its time to be. */
    Promise<Boolean> whenOff() {
        if (offSeen) {
            return loop.promises().resolved(true);
        }
        Deferred<Boolean> off = loop.promises().deferred();
        offWaiters.add(off);
        look();
        return off.getPromise()
                .timeout(Timing.CONTACTOR.toMillis())
                .fallbackTo(loop.promises().resolved(false));
    }

    private void tellOff() {
        if (offSeen) {
            List<Deferred<Boolean>> waiters = List.copyOf(offWaiters);
            offWaiters.clear();
            waiters.forEach(off -> off.resolve(true));
        }
    }

    /** What is wrong with the board itself. */
    Optional<FaultState> fault() {
        if (!slot.overdue()) {
            return Optional.empty();
        }
        String words = slot.device().isPresent() ? "controller does not answer" : "controller is missing";
        return Optional.of(new FaultState(DeviceFault.Kind.INTERNAL, "", words, true));
    }

    private record Seen(Capabilities capabilities, ConnectorReport report) {}
}
