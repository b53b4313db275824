// SPDX-License-Identifier: Apache-2.0
/**
 * How a bundle speaks OCPP: handlers for calls of the central system, calls to it, durable transaction messages, and
 * configuration keys. The messages themselves are in {@code io.gatewatt.ocpp.v16}.
 */
@Export
@Version("1.2.0")
package io.gatewatt.ocpp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
