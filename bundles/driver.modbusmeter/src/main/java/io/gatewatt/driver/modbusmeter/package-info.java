// SPDX-License-Identifier: Apache-2.0
/** Any Modbus meter by its register map: an extender of bundles that carry maps and no Java. */
package io.gatewatt.driver.modbusmeter;
