// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import java.time.Instant;

/**
 * What the central system knows of an identification (OCPP 1.6 section 7.27).
 *
 * @param status whether it may charge
 * @param expiryDate until when this may be remembered, or null for no end
 * @param parentIdTag its group, at most 20 characters, or null; a blank one is read as null
 */
public record IdTagInfo(AuthorizationStatus status, Instant expiryDate, String parentIdTag) {

    /** @throws io.gatewatt.ocpp.OcppException when the status is missing or the parent too long */
    public IdTagInfo {
        Check.required("status", status);
        parentIdTag = Check.parentIdTag(parentIdTag);
    }

    /** Without end and group. */
    public IdTagInfo(AuthorizationStatus status) {
        this(status, null, null);
    }
}
