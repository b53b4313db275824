// SPDX-License-Identifier: Apache-2.0
/** Physical facts as hardware gives them: quantities, phases, readings, pilot states, faults. SI units, no OCPP word. */
@Export
@Version("1.0.0")
package io.gatewatt.measure;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
