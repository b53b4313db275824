// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;
import java.time.Instant;

/** Asks for the limits that all profiles make together (OCPP 1.6 section 5.7). */
public final class GetCompositeSchedule {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("GetCompositeSchedule", FeatureProfile.SMART_CHARGING, Request.class, Confirmation.class);

    private GetCompositeSchedule() {}

    /**
     * Of which connector, and how far.
     *
     * @param connectorId 0 or more; 0 for the whole station
     * @param duration length of the schedule, s, 0 or more
     * @param chargingRateUnit the unit wanted, or null for the station's choice
     */
    public record Request(int connectorId, int duration, ChargingRateUnit chargingRateUnit) {

        /** @throws io.gatewatt.ocpp.OcppException when a value is out of range */
        public Request {
            Check.atLeast(0, "connectorId", connectorId);
            Check.atLeast(0, "duration", duration);
        }
    }

    /**
     * The schedule.
     *
     * @param status whether there is one
     * @param connectorId 0 or more, or null
     * @param scheduleStart its begin, or null
     * @param chargingSchedule the limits, without a begin of their own, or null
     */
    public record Confirmation(
            Status status, Integer connectorId, Instant scheduleStart, ChargingSchedule chargingSchedule) {

        /** @throws io.gatewatt.ocpp.OcppException when the status is missing or a value out of range */
        public Confirmation {
            Check.required("status", status);
            Check.atLeast(0, "connectorId", connectorId);
        }

        /** No schedule. */
        public Confirmation(Status status) {
            this(status, null, null, null);
        }
    }

    /** The answer (OCPP 1.6 section 7.26). */
    public enum Status {
        Accepted,
        Rejected
    }
}
