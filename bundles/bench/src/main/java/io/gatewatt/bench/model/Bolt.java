// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

/** The bolt of a lock. Not safe for threads. */
final class Bolt {

    private LockBehaviour behaviour;
    private boolean chosen;
    private boolean locked;

    Bolt(Memory memory) {
        behaviour = memory.lock();
        chosen = memory.lockChosen();
        locked = memory.locked();
    }

    /** A person's choice, which lasts. */
    void choose(LockBehaviour now) {
        chosen = true;
        set(now);
    }

    /** What the station is built like, unless a person chose otherwise. */
    void build(boolean fixedCable) {
        if (!chosen) {
            set(fixedCable ? LockBehaviour.NONE : LockBehaviour.OK);
        }
    }

    private void set(LockBehaviour now) {
        behaviour = now;
        locked &= now != LockBehaviour.NONE;
    }

    /** Moves unless something is in the way; tells whether nothing was. */
    boolean drive(boolean lock, Cable cable) {
        boolean stuck =
                lock ? behaviour == LockBehaviour.LOCK_FAILS || cable.half() : behaviour == LockBehaviour.UNLOCK_FAILS;
        locked = behaviour != LockBehaviour.NONE && (stuck ? locked : lock);
        return !stuck;
    }

    LockBehaviour behaviour() {
        return behaviour;
    }

    boolean chosen() {
        return chosen;
    }

    boolean locked() {
        return locked;
    }
}
