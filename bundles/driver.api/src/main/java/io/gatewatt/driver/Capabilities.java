// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

/**
 * What a connector's hardware can do.
 *
 * @param minAmps smallest current it can offer, A per phase (IEC 61851: 6)
 * @param maxAmps largest current it can offer, A per phase
 * @param phases phases it can connect, 1..3
 */
public record Capabilities(double minAmps, double maxAmps, int phases) {

    /** @throws IllegalArgumentException when the range is empty or the phases are not 1..3 */
    public Capabilities {
        if (!(minAmps >= 0 && maxAmps >= minAmps)) {
            throw new IllegalArgumentException("current range " + minAmps + ".." + maxAmps + " A is empty");
        }
        if (phases < 1 || phases > 3) {
            throw new IllegalArgumentException(phases + " phases; 1..3 expected");
        }
    }

    /**
     * What to command to a board that takes whole amperes: never more than wanted nor than it can do; less than it can offer is nothing.
     *
     * @return A per phase, 0 for off
     */
    public int wholeAmps(Setpoint wanted) {
        int whole = wanted instanceof Setpoint.Offer offer ? (int) Math.min(offer.amps(), maxAmps) : 0;
        return whole < minAmps ? 0 : whole;
    }
}
