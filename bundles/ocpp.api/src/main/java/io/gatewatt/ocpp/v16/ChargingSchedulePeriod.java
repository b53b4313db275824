// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import java.math.BigDecimal;

/**
 * A limit from a second of a charging schedule on, until the next period (OCPP 1.6 section 7.14).
 *
 * @param startPeriod begin, s from the begin of the schedule, 0 or more
 * @param limit the limit in the unit of the schedule, 0 to 2147483647 with at most one decimal
 * @param numberPhases phases to use, 1..3, or null for 3
 */
public record ChargingSchedulePeriod(int startPeriod, BigDecimal limit, Integer numberPhases) {

    /** @throws io.gatewatt.ocpp.OcppException when the limit is missing or a value is out of range */
    public ChargingSchedulePeriod {
        Check.atLeast(0, "startPeriod", startPeriod);
        Check.required("limit", limit);
        limit = Check.limit("limit", limit);
        Check.atLeast(1, "numberPhases", numberPhases);
        Check.atMost(3, "numberPhases", numberPhases);
    }

    /** On as many phases as there are. */
    public ChargingSchedulePeriod(int startPeriod, BigDecimal limit) {
        this(startPeriod, limit, null);
    }
}
