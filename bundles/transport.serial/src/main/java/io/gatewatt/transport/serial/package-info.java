// SPDX-License-Identifier: Apache-2.0
/**
 * Serial lines as services. The transport owns port, native library and thread; a driver that comes and goes shares the line with its
 * successor, so that one can take over from the other without a gap.
 */
@Export
@Version("1.0.0")
package io.gatewatt.transport.serial;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
