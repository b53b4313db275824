// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

/**
 * What one connector is when the power comes back: no cable moves, no register counts back. Faults are forgotten, as a tripped breaker
 * is reset.
 *
 * @param registerWh the meter's register, Wh
 * @param serial the meter's serial number
 * @param meter how the meter misbehaves
 * @param turnedAtWh the register when it began to count backwards, Wh
 * @param lock how the lock misbehaves
 * @param lockChosen whether a person chose that; otherwise the station's setting decides whether there is a lock
 * @param locked whether the bolt is in
 * @param cable where the cable is
 * @param car the vehicle
 */
public record Memory(
        long registerWh,
        String serial,
        MeterBehaviour meter,
        long turnedAtWh,
        LockBehaviour lock,
        boolean lockChosen,
        boolean locked,
        Cable cable,
        Car car) {

    /** A connector fresh from the factory. */
    public static Memory factory(int connector) {
        return new Memory(
                0,
                "BENCH-%04d".formatted(connector),
                MeterBehaviour.OK,
                0,
                LockBehaviour.OK,
                false,
                false,
                Cable.NONE,
                Car.USUAL);
    }
}
