// SPDX-License-Identifier: Apache-2.0
/**
 * What can be set, and what a good value is: read from the metatype documents of the bundles. Plain Java without OSGi, so that a launcher
 * can check settings before anything starts, with the same rules that ChangeConfiguration uses later.
 */
package io.gatewatt.ocpp.config.settings;
