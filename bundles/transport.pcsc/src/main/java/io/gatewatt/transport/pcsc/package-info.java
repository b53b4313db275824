// SPDX-License-Identifier: Apache-2.0
/**
 * Card terminals of PC/SC as one service.
 */
@Export
@Version("1.0.0")
package io.gatewatt.transport.pcsc;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
