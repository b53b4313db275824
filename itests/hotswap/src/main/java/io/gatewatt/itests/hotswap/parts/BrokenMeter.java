// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.hotswap.parts;

import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.MeterReading;

/** A component that throws when it is activated. */
public final class BrokenMeter implements EnergyMeter {

    void activate() {
        throw new IllegalStateException("no such port: /dev/ttyS99");
    }

    @Override
    public MeterIdentity identity() {
        throw new UnsupportedOperationException("never activated");
    }

    @Override
    public MeterReading read() {
        throw new UnsupportedOperationException("never activated");
    }
}
