// SPDX-License-Identifier: Apache-2.0
/**
 * OCPP configuration keys to and from ConfigAdmin: GetConfiguration, ChangeConfiguration, and the settings of the first start. The values
 * in force are the service properties of the {@link io.gatewatt.ocpp.KeySet} services; ConfigAdmin is the only store.
 */
package io.gatewatt.ocpp.config;
