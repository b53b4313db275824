// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.report;

import io.gatewatt.itests.conformance.kit.Entry;
import io.gatewatt.itests.conformance.kit.StationUnderTest.Triggered;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of a case.
 *
 * @param profile feature profile it belongs to
 * @param functionality the group of cases
 * @param id the case id
 * @param title what it is about
 * @param fixedCable whether the station had fixed cables
 * @param failure why it failed, a line; empty when it passed
 * @param took how long it took
 * @param frames all frames and events of it
 * @param triggered times of functions that were asked for
 */
public record CaseResult(
        String profile,
        String functionality,
        String id,
        String title,
        boolean fixedCable,
        Optional<String> failure,
        Duration took,
        List<Entry> frames,
        List<Triggered> triggered) {

    /** Whether it passed. */
    public boolean passed() {
        return failure.isEmpty();
    }
}
