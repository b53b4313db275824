// SPDX-License-Identifier: Apache-2.0
/** Files that are whole after any kill and any power cut. Plain Java: the launcher uses it before there is a framework. */
@Export
@Version("1.0.0")
package io.gatewatt.files;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
