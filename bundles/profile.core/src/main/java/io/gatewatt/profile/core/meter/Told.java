// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import io.gatewatt.measure.Measured;
import io.gatewatt.ocpp.v16.Measurand;

/**
 * A value that can be told.
 *
 * @param measurand what it is in OCPP
 * @param value number, unit and conductor
 */
record Told(Measurand measurand, Measured value) {}
