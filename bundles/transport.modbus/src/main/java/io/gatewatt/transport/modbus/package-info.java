// SPDX-License-Identifier: Apache-2.0
/**
 * Modbus buses as services: one thread per line, several units and drivers on it.
 */
@Export
@Version("1.0.0")
package io.gatewatt.transport.modbus;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
