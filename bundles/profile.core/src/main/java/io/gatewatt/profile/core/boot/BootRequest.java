// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.boot;

import io.gatewatt.ocpp.v16.BootNotification;
import io.gatewatt.station.StationModel;

/** What the station tells of itself. Of connectors and their meters nothing: those may be swapped without a new start. */
final class BootRequest {

    private BootRequest() {}

    static BootNotification.Request of(StationModel model) {
        return new BootNotification.Request(
                clip(model.vendor(), 20),
                clip(model.model(), 20),
                optional(model.serial(), 25),
                null,
                optional(model.firmware(), 50),
                null,
                null,
                null,
                null);
    }

    private static String optional(String text, int longest) {
        return text == null || text.isBlank() ? null : clip(text, longest);
    }

    private static String clip(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
