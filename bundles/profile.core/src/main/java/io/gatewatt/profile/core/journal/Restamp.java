// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.journal;

import java.time.Duration;
import java.time.Instant;

/**
 * How stamps are put right that were taken by a clock that was slow: those up to an instant of that clock are later by so much. Their order
 * and the time between them stay what they were.
 *
 * @param until what the clock showed when it was put right
 * @param by how slow it was; above zero
 */
public record Restamp(Instant until, Duration by) {

    /** The right time of a stamp. */
    public Instant of(Instant stamp) {
        return stamp.isAfter(until) ? stamp : stamp.plus(by);
    }
}
