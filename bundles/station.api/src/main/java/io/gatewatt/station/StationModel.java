// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

/**
 * What kind of station this is; configured by its maker.
 *
 * @param vendor maker, 1..20 characters
 * @param model model, 1..20 characters
 * @param serial serial number, at most 25 characters, may be empty
 * @param firmware version of the software, at most 50 characters, may be empty
 * @param connectors number of connectors, 1..64
 * @param fixedCable whether the cables are fixed: no lock
 * @param maxCurrent limit per connector and phase where nothing else limits, A
 * @param nominalVolts nominal voltage of a phase against neutral, V: what a power that is offered, not measured, is reckoned with
 */
public record StationModel(
        String vendor,
        String model,
        String serial,
        String firmware,
        int connectors,
        boolean fixedCable,
        double maxCurrent,
        double nominalVolts) {

    /** Voltage of the public grid in most of the world, V. */
    public static final double USUAL_VOLTS = 230;

    /** A station at the usual voltage. */
    public StationModel(
            String vendor,
            String model,
            String serial,
            String firmware,
            int connectors,
            boolean fixedCable,
            double maxCurrent) {
        this(vendor, model, serial, firmware, connectors, fixedCable, maxCurrent, USUAL_VOLTS);
    }
}
