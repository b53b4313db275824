// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.station.core.Facts.Flow;
import java.time.Duration;

/** Tells how the energy goes from what is offered and drawn, without flicker when the two change one after the other. */
final class EnergyFlow {

    private boolean offered;
    private boolean taken;
    private boolean flowed;
    private Duration offeredAt = Duration.ZERO;
    private Duration flowedAt = Duration.ZERO;

    /**
     * The flow now.
     *
     * @param now monotonic time
     * @param wanted whether the station wants to offer current
     * @param applied whether the controller has taken the offer
     * @param held whether the offer waits for room on the disk
     * @param drawn whether the vehicle asks for energy and the contactor is closed
     */
    Flow look(Duration now, boolean wanted, boolean applied, boolean held, boolean drawn) {
        if (!wanted) {
            offered = false;
            return Flow.EVSE_PAUSED;
        }
        if (!offered) {
            offered = true;
            taken = false;
            flowed = false;
            offeredAt = now;
        }
        if (applied && !taken || held && !applied) {
            // The vehicle's time begins when it is offered something: a full disk may hold the offer back.
            taken = applied;
            offeredAt = now;
        }
        if (drawn) {
            flowed = true;
            flowedAt = now;
            return Flow.FLOWING;
        }
        Duration quiet = now.minus(flowed ? flowedAt : offeredAt);
        if (quiet.compareTo(flowed ? Timing.PAUSE_SETTLES : Timing.OFFER_SETTLES) < 0) {
            return Flow.SETTLING;
        }
        return applied ? Flow.EV_PAUSED : Flow.EVSE_PAUSED;
    }
}
