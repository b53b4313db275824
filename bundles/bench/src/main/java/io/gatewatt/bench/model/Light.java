// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

/**
 * The light of the charger.
 *
 * @param percent brightness, 0..100
 * @param signs signs it has given since the start
 * @param blinks how often it blinked in the last one
 */
public record Light(int percent, int signs, int blinks) {

    static final Light OFF = new Light(0, 0, 0);
}
