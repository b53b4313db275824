// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

/** Feature profiles of OCPP 1.6 (section 3.2), with their names in SupportedFeatureProfiles. */
public enum FeatureProfile {
    CORE("Core"),
    FIRMWARE_MANAGEMENT("FirmwareManagement"),
    LOCAL_AUTH_LIST_MANAGEMENT("LocalAuthListManagement"),
    RESERVATION("Reservation"),
    SMART_CHARGING("SmartCharging"),
    REMOTE_TRIGGER("RemoteTrigger"),
    /** The security whitepaper; not a profile name on the wire. */
    SECURITY("");

    private final String wireName;

    FeatureProfile(String wireName) {
        this.wireName = wireName;
    }

    /** The exact name in SupportedFeatureProfiles; empty when it is not listed there. */
    public String wireName() {
        return wireName;
    }
}
