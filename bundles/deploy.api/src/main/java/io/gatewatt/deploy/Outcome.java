// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy;

/**
 * How a deployment ended.
 *
 * @param result in one word
 * @param name symbolic name of the bundle; empty when the file did not tell it
 * @param version the version that runs now; empty when none does
 * @param words what happened, why, and what to do; for a person
 * @param tookMillis from the call to the outcome, ms
 */
public record Outcome(Result result, String name, String version, String words, long tookMillis) {

    /** Ways to end. */
    public enum Result {
        /** The bundle runs and is healthy. */
        DEPLOYED,
        /** The same bundle was there already. */
        UNCHANGED,
        /** Nothing was touched: the words say what is wrong with the bundle. */
        REFUSED,
        /** The new version did not prove itself; the one before runs again. */
        ROLLED_BACK,
        /** The bundle is gone. */
        REMOVED
    }

    /** Whether what was asked for is so now. */
    public boolean good() {
        return result == Result.DEPLOYED || result == Result.UNCHANGED || result == Result.REMOVED;
    }
}
