// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import java.time.Instant;
import java.util.List;

/**
 * Values measured at one instant (OCPP 1.6 section 7.33).
 *
 * @param timestamp when
 * @param sampledValue the values, one or more
 */
public record MeterValue(Instant timestamp, List<SampledValue> sampledValue) {

    /** @throws io.gatewatt.ocpp.OcppException when a part is missing or empty */
    public MeterValue {
        Check.required("timestamp", timestamp);
        sampledValue = Check.someOf("sampledValue", sampledValue);
    }
}
