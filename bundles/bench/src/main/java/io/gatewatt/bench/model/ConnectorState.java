// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.measure.DeviceFault;
import java.util.Optional;

/**
 * Everything about one connector at one instant.
 *
 * @param number the connector, 1 or more
 * @param memory what would survive a power cut
 * @param report what the board says
 * @param fault what a person broke
 * @param offeredAmps current offered, A per phase, 0 = none
 * @param phases phases that carry current
 * @param powerW power that flows, W
 */
public record ConnectorState(
        int number,
        Memory memory,
        ConnectorReport report,
        Optional<DeviceFault> fault,
        double offeredAmps,
        int phases,
        double powerW) {}
