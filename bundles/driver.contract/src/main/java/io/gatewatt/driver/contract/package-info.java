// SPDX-License-Identifier: Apache-2.0
/**
 * What every driver must do, as tests that its author runs: extend {@link io.gatewatt.driver.contract.MeterContract},
 * {@link io.gatewatt.driver.contract.ControllerContract}, {@link io.gatewatt.driver.contract.LockContract},
 * {@link io.gatewatt.driver.contract.ReaderContract} or {@link io.gatewatt.driver.contract.IndicatorContract}, and say how the driver is started and where
 * its device is. The device is played in memory by {@link io.gatewatt.driver.contract.SimulatedBus},
 * {@link io.gatewatt.driver.contract.SimulatedLine} or {@link io.gatewatt.driver.contract.SimulatedTerminals}.
 */
package io.gatewatt.driver.contract;
