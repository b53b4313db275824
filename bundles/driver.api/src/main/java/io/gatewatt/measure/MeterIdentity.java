// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.measure;

import java.util.Objects;

/**
 * Who a meter is. The serial decides whether a register continues after a swap, so it must be that of the device, not of the driver.
 *
 * @param maker for example {@code Eastron}
 * @param model for example {@code SDM630}
 * @param serial the meter's own serial number
 */
public record MeterIdentity(String maker, String model, String serial) {

    /** All three are required; an empty serial means that the meter has none. */
    public MeterIdentity {
        Objects.requireNonNull(maker, "maker");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(serial, "serial");
    }
}
