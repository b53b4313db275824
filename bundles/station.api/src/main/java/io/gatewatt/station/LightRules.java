// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

/**
 * How the lights of the station behave, as a central system or an operator may set it.
 *
 * @param percent brightness, 0..100
 * @param blinks how often they blink when they give a sign; 0 gives none
 */
public record LightRules(int percent, int blinks) {

    /** Rules in force until somebody sets others. */
    public static final LightRules DEFAULT = new LightRules(100, 3);

    /** @throws IllegalArgumentException when a number is out of range */
    public LightRules {
        if (percent < 0 || percent > 100 || blinks < 0) {
            throw new IllegalArgumentException("brightness " + percent + " %, " + blinks + " blinks");
        }
    }
}
