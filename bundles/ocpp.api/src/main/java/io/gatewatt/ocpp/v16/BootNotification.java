// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;
import java.time.Instant;

/** Tells who the station is, at each start (OCPP 1.6 section 4.2). */
public final class BootNotification {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("BootNotification", FeatureProfile.CORE, Request.class, Confirmation.class);

    private BootNotification() {}

    /**
     * The station's identity.
     *
     * @param chargePointVendor at most 20 characters
     * @param chargePointModel at most 20 characters
     * @param chargePointSerialNumber at most 25 characters, or null
     * @param chargeBoxSerialNumber deprecated; at most 25 characters, or null
     * @param firmwareVersion at most 50 characters, or null
     * @param iccid of the SIM card, at most 20 characters, or null
     * @param imsi of the SIM card, at most 20 characters, or null
     * @param meterType of the main meter, at most 25 characters, or null
     * @param meterSerialNumber of the main meter, at most 25 characters, or null
     */
    public record Request(
            String chargePointVendor,
            String chargePointModel,
            String chargePointSerialNumber,
            String chargeBoxSerialNumber,
            String firmwareVersion,
            String iccid,
            String imsi,
            String meterType,
            String meterSerialNumber) {

        /** @throws io.gatewatt.ocpp.OcppException when a mandatory part is missing or one is too long */
        public Request {
            Check.text("chargePointVendor", chargePointVendor, 20);
            Check.text("chargePointModel", chargePointModel, 20);
            Check.optionalText("chargePointSerialNumber", chargePointSerialNumber, 25);
            Check.optionalText("chargeBoxSerialNumber", chargeBoxSerialNumber, 25);
            Check.optionalText("firmwareVersion", firmwareVersion, 50);
            Check.optionalText("iccid", iccid, 20);
            Check.optionalText("imsi", imsi, 20);
            Check.optionalText("meterType", meterType, 25);
            Check.optionalText("meterSerialNumber", meterSerialNumber, 25);
        }

        /** Without what need not be told. */
        public Request(String chargePointVendor, String chargePointModel) {
            this(chargePointVendor, chargePointModel, null, null, null, null, null, null, null);
        }
    }

    /**
     * The registration.
     *
     * @param status whether the station is registered
     * @param currentTime the time of the central system
     * @param interval when accepted the heartbeat interval, else the least wait before the next try, s; 0 or less: the station chooses
     */
    public record Confirmation(Status status, Instant currentTime, int interval) {

        /** @throws io.gatewatt.ocpp.OcppException when a part is missing */
        public Confirmation {
            Check.required("status", status);
            Check.required("currentTime", currentTime);
        }
    }

    /** The registration (OCPP 1.6 section 7.38). */
    public enum Status {
        Accepted,
        Pending,
        Rejected
    }
}
