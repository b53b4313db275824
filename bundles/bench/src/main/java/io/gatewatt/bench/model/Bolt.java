package io.gatewatt.bench.model;

/** The bolt of a lock. Not safe for threads. */
final class Bolt {

    private LockBehaviour behaviour;
    private boolean locked;

    Bolt(LockBehaviour behaviour, boolean locked) {
        this.behaviour = behaviour;
        this.locked = locked;
    }

    void setBehaviour(LockBehaviour now) {
        behaviour = now;
        locked &= now != LockBehaviour.NONE;
    }

    /** Moves unless something is in the way. */
    void drive(boolean lock, Cable cable) {
        boolean stuck = lock ? behaviour == LockBehaviour.LOCK_FAILS || cable.half() : behaviour == LockBehaviour.UNLOCK_FAILS;
        locked = behaviour != LockBehaviour.NONE && (stuck ? locked : lock);
    }

    LockBehaviour behaviour() {
        return behaviour;
    }

    boolean locked() {
        return locked;
    }
}
