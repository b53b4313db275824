// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import io.gatewatt.itests.conformance.kit.Functionality;

/** Conformance catalogue A5, with fixed cables. */
@Functionality(value = "A5 Remote actions", fixedCable = true)
class RemoteActionsFixedCableTest extends RemoteActionsTest {}
