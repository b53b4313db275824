// SPDX-License-Identifier: Apache-2.0
/**
 * The messages of OCPP 1.6: one class per action with its {@code Request}, {@code Confirmation} and {@code ACTION}, and the types they
 * share. {@link io.gatewatt.ocpp.v16.Actions} knows them all.
 *
 * <p>Names are those of the wire; {@code toString()} of every enum constant is its name on the wire, also where that cannot be a name in
 * Java. Optional components are plain and nullable: a primitive component is mandatory, another one is mandatory unless its description
 * says <em>or null</em>; null is never sent. Lists are never null, only empty, and an empty one is not sent. Times are instants, sent in
 * UTC with milliseconds.
 *
 * <p>Constructors check presence, length, range and number of elements and throw an {@link io.gatewatt.ocpp.OcppException} whose code is
 * that of the CALLERROR and whose words begin with the field. What the specification answers by a status (connector 0, a profile that does
 * not fit) passes here and is for the handler.
 */
@Export
@Version("1.0.0")
package io.gatewatt.ocpp.v16;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
