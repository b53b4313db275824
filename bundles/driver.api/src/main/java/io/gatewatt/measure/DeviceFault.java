// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.measure;

import java.util.Objects;

/**
 * Something wrong with the hardware.
 *
 * @param kind what is wrong
 * @param vendorCode the maker's own code, at most 50 characters are reported; empty when there is none
 * @param info words for a person, at most 50 characters are reported; may be empty
 * @param blocking true: charging is impossible; false: a warning, charging stays possible
 */
public record DeviceFault(Kind kind, String vendorCode, String info, boolean blocking) {

    /** Kinds of fault. */
    public enum Kind {
        CONNECTOR_LOCK,
        EV_COMMUNICATION,
        GROUND,
        HIGH_TEMPERATURE,
        INTERNAL,
        OTHER,
        OVER_CURRENT,
        OVER_VOLTAGE,
        POWER_METER,
        POWER_SWITCH,
        READER,
        RESET,
        UNDER_VOLTAGE,
        WEAK_SIGNAL
    }

    /** All parts are required. */
    public DeviceFault {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(vendorCode, "vendorCode");
        Objects.requireNonNull(info, "info");
    }

    /** A fault that makes charging impossible. */
    public static DeviceFault blocking(Kind kind, String info) {
        return new DeviceFault(kind, "", info, true);
    }
}
