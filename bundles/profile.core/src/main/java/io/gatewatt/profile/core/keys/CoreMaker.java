// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.keys;

import io.gatewatt.ocpp.Key;
import io.gatewatt.ocpp.Key.Access;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What the maker decides about writable keys. Marked as read-only keys, so that only a maker's document can set them, but served by no key
 * set: a central system sees what follows from them.
 */
@ObjectClassDefinition(
        name = "OCPP 1.6 Core, maker",
        description = "What the maker of the station has decided about writable keys; not shown to the central system.")
public @interface CoreMaker {

    /** Name of the configuration that holds these settings. */
    String PID = "ocpp.core.maker";

    /** Calibration law forbids a transaction that survives the loss of its vehicle (errata 3.83). */
    @Key(Access.READ_ONLY)
    @AttributeDefinition(
            name = "Always stop when unplugged from the vehicle",
            description =
                    "Whether StopTransactionOnEVSideDisconnect is true and read-only, as calibration law may want it.")
    boolean StopTransactionOnEVSideDisconnectFixed() default false;
}
