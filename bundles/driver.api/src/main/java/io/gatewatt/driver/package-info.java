// SPDX-License-Identifier: Apache-2.0
/**
 * What hardware is to the station. A driver implements one or more of these interfaces and registers them as OSGi
 * services with the {@link io.gatewatt.driver.Device} properties; the station finds them by target filter.
 *
 * <p>The contract of every driver: its methods may block, are called on the device's own lane with a deadline, and never
 * concurrently. It owns no thread after deactivate, loads no native library, exports no package. On deactivate it leaves
 * its outputs as last commanded, for it cannot know whether it is being replaced: the hardware's watchdog is the safety
 * net. It decides nothing; it translates.
 */
@Export
@Version("1.1.0")
package io.gatewatt.driver;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
