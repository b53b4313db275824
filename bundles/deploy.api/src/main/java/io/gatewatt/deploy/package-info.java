// SPDX-License-Identifier: Apache-2.0
/**
 * Bundles that arrive in the field: installed, upgraded, rolled back.
 */
@Export
@Version("1.0.0")
package io.gatewatt.deploy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
