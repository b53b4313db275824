// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

import java.util.Objects;

/**
 * One action of OCPP: a name on the wire with its request and confirmation.
 *
 * @param name the action as written in a CALL
 * @param profile the feature profile it belongs to
 * @param request type of the request payload
 * @param confirmation type of the confirmation payload
 */
public record Action<Q extends Record, R extends Record>(
        String name, FeatureProfile profile, Class<Q> request, Class<R> confirmation) {

    /** All parts are required. */
    public Action {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(confirmation, "confirmation");
    }

    @Override
    public String toString() {
        return name;
    }
}
