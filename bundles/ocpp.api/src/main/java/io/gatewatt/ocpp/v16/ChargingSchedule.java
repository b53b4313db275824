// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * Limits over time (OCPP 1.6 section 7.13). Whether the periods ascend from 0 is for the receiver to judge.
 *
 * @param duration length, s, 0 or more, or null for no end
 * @param startSchedule begin of an absolute or recurring schedule, or null
 * @param chargingRateUnit unit of the limits
 * @param chargingSchedulePeriod the limits, one or more
 * @param minChargingRate below this the car charges badly, in the unit of the limits, at most one decimal, or null
 */
public record ChargingSchedule(
        Integer duration,
        Instant startSchedule,
        ChargingRateUnit chargingRateUnit,
        List<ChargingSchedulePeriod> chargingSchedulePeriod,
        BigDecimal minChargingRate) {

    /** @throws io.gatewatt.ocpp.OcppException when a mandatory part is missing or a value is out of range */
    public ChargingSchedule {
        Check.atLeast(0, "duration", duration);
        Check.required("chargingRateUnit", chargingRateUnit);
        chargingSchedulePeriod = Check.someOf("chargingSchedulePeriod", chargingSchedulePeriod);
        minChargingRate = Check.limit("minChargingRate", minChargingRate);
    }
}
