// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import io.gatewatt.itests.conformance.kit.Functionality;

/** Conformance catalogue A13, with fixed cables. */
@Functionality(value = "A13 Fault and data transfer", fixedCable = true)
class FaultFixedCableTest extends FaultTest {}
