// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

/** Judges the settings of a driver in its constructor: a configuration file may hold what a form would not let pass. */
public final class Setting {

    private Setting() {}

    /**
     * A number of a configuration that has bounds.
     *
     * @param key as in the configuration, for example {@code unit}
     * @return the value
     * @throws IllegalArgumentException when it is out of bounds; the message says what is expected
     */
    public static int within(String key, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(key + " is " + value + "; " + lowest + ".." + highest + " expected");
        }
        return value;
    }
}
