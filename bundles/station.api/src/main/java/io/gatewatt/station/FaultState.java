// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

import io.gatewatt.measure.DeviceFault;

/**
 * A fault that is present.
 *
 * @param kind what is wrong
 * @param vendorCode the maker's code, may be empty
 * @param info words, may be empty
 * @param blocking whether charging is impossible
 */
public record FaultState(DeviceFault.Kind kind, String vendorCode, String info, boolean blocking) {

    /** A device's fault. */
    public static FaultState of(DeviceFault fault) {
        return new FaultState(fault.kind(), fault.vendorCode(), fault.info(), fault.blocking());
    }
}
