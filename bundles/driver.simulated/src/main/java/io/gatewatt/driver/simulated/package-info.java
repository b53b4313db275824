// SPDX-License-Identifier: Apache-2.0
/**
 * Drivers of the virtual charger, and the template for drivers of real ones. Read {@link io.gatewatt.driver.simulated.SimulatedMeter}
 * first. A driver translates between its device and one interface of {@code io.gatewatt.driver}; it keeps no state and decides nothing.
 * {@link io.gatewatt.driver.simulated.SimulatedConnectors} is needed here only because virtual connectors come and go; a real driver is
 * a component itself, as {@link io.gatewatt.driver.simulated.SimulatedEnclosure} is.
 */
package io.gatewatt.driver.simulated;
