// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import java.time.Duration;
import java.util.List;

/** A device, with the way to it, that can be taken away, brought back and made to talk nonsense. */
public interface SimulatedDevice {

    /** Unplugs it: from now on every request fails. */
    void vanish();

    /** Makes it answer each request with a refusal of its protocol (Modbus exception codes, a reader's error status). */
    void refuse();

    /** Makes it talk nonsense: the largest, the smallest, no numbers, frames that are none. Each request meets another nonsense. */
    void garbage();

    /** It is there again, with its settings and outputs as they were, and talks sense. */
    void comeBack();

    /** How many requests it has had so far. */
    int requests();

    /** Who listens to it now. */
    int listeners();

    /** Everything that can be commanded, in a form that equals an earlier one when no output has changed since. */
    Object outputs();

    /** How long callers would have waited so far for answers that did not come. Simulated devices do not make a test wait for them. */
    Duration waited();

    /** What listeners have thrown at the thread that told them something. */
    List<Throwable> thrown();
}
