// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.ConnectorLock;
import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.loop.Loop;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.PilotState;
import io.gatewatt.station.FaultState;
import io.gatewatt.station.core.Around.Bolt;
import java.util.Optional;
import org.osgi.util.promise.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lock of one connector, or the knowledge that it has none. Only on the loop. */
final class LockUnit {

    private static final Logger LOG = LoggerFactory.getLogger(LockUnit.class);

    /** Who is told. */
    interface Host {

        /** The bolt has moved, or another lock is bound. */
        void changed();

        /** The bolt did not close. */
        void lockFailed(String why);
    }

    private final int connector;
    private final Host host;
    private final DeviceSlot<ConnectorLock> slot;
    private Optional<Boolean> locked = Optional.empty();
    private boolean wanted;
    private boolean fixedCable;
    /** Without a lock: whether this is a socket that should have one. */
    private boolean socket = true;

    private boolean lockFailed;
    private boolean releaseFailed;

    LockUnit(int connector, Loop loop, Lanes lanes, Host host) {
        this.connector = connector;
        this.host = host;
        // Whether a lock is wanted at all is seen only when the board has come, however late that is.
        this.slot = new DeviceSlot<>(
                "lock of connector " + connector, loop, lanes, Timing.GRACE, this::rebound, this::sense);
    }

    DeviceSlot<ConnectorLock> slot() {
        return slot;
    }

    /** Says that the cable is fixed: a lock that is bound all the same is not used. */
    void fixedCable(boolean fixed) {
        fixedCable = fixed;
    }

    private void rebound() {
        socket = true;
        if (slot.device().isPresent()) {
            sense();
        }
        host.changed();
    }

    /** Reads where the bolt is; it is driven when it is not where it should be. */
    private void sense() {
        slot.call("state", Timing.DEADLINE, ConnectorLock::locked)
                .onSuccess(now -> {
                    locked = Optional.of(now);
                    if (now != wanted) {
                        drive(wanted);
                    }
                    host.changed();
                })
                .onFailure(why -> LOG.debug("connector {}: {}", connector, why.getMessage()));
    }

    /**
     * While no lock is bound the cable itself shows what it is: a socket is seen empty, a fixed cable never is. Once the lock counts as
     * missing, what was seen last stands.
     */
    void look(ConnectorReport report) {
        if (slot.device().isPresent() || missing()) {
            return;
        }
        if (!report.cable()) {
            socket = true;
        } else if (report.pilot() == PilotState.A) {
            socket = false;
        }
    }

    /** Whether there is nothing to lock: the cable is fixed. */
    boolean none() {
        return fixedCable || slot.device().isEmpty() && !socket;
    }

    /** Whether a lock should be there and has not been for too long. */
    boolean missing() {
        return !none() && slot.device().isEmpty() && slot.overdue();
    }

    /** Where the bolt is, as far as the session is concerned. */
    Bolt bolt() {
        if (none()) {
            return Bolt.NONE;
        }
        return wanted && locked.orElse(false) ? Bolt.LOCKED : Bolt.OPEN;
    }

    /** Whether the cable is held, as last known. */
    boolean locked() {
        return !none() && locked.orElse(false);
    }

    /** Closes the lock; while none is bound, as soon as one is. */
    void lock() {
        wanted = true;
        if (slot.device().isPresent()) {
            drive(true);
        }
    }

    /** Opens the lock; the promise fails when it did not open. */
    Promise<Boolean> release() {
        wanted = false;
        return drive(false);
    }

    private Promise<Boolean> drive(boolean lock) {
        long lease = slot.lease();
        return slot.call(lock ? "lock" : "unlock", Timing.LOCK_DEADLINE, device -> {
                    if (lock) {
                        device.lock();
                    } else {
                        device.unlock();
                    }
                    return lock;
                })
                .onSuccess(this::driven)
                .onFailure(why -> {
                    // Another lock was bound meanwhile, or none is: that is told apart, and the next one is driven
                    // anew.
                    if (lease == slot.lease() && slot.device().isPresent() && lock == wanted) {
                        LOG.warn("connector {}: {}", connector, why.getMessage());
                        notDriven(lock, why.getMessage());
                    }
                });
    }

    private void driven(boolean lock) {
        locked = Optional.of(lock);
        if (lock) {
            lockFailed = false;
        } else {
            releaseFailed = false;
        }
        host.changed();
    }

    private void notDriven(boolean lock, String why) {
        if (lock) {
            lockFailed = true;
            host.lockFailed(why);
        } else {
            releaseFailed = true;
        }
        host.changed();
    }

    /** No session after all: the cable is let go. The fault stays until the cable is out. */
    void giveUp() {
        lockFailed = slot.device().isPresent();
        release();
    }

    /** The cable is out: what was wrong with holding it is over. */
    void cableOut() {
        lockFailed = false;
        releaseFailed = false;
        if (wanted) {
            release();
        }
    }

    void close() {
        slot.device().ifPresent(slot::unbind);
    }

    /**
     * What is wrong.
     *
     * @param inTransaction a running transaction goes on without its lock; a new one does not start
     */
    Optional<FaultState> fault(boolean inTransaction) {
        if (none()) {
            return Optional.empty();
        }
        if (lockFailed) {
            return fault("cable could not be locked", !inTransaction);
        }
        if (releaseFailed) {
            return fault("cable could not be released", false);
        }
        if (!slot.overdue()) {
            return Optional.empty();
        }
        return fault(slot.device().isPresent() ? "lock does not answer" : "lock is missing", !inTransaction);
    }

    private static Optional<FaultState> fault(String words, boolean blocking) {
        return Optional.of(new FaultState(DeviceFault.Kind.CONNECTOR_LOCK, "", words, blocking));
    }
}
