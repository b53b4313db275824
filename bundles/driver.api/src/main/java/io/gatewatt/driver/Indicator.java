// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import org.osgi.annotation.versioning.ConsumerType;

/** A light of the station by which it shows itself, and gives signs to whoever stands before it. */
@ConsumerType
public interface Indicator {

    /**
     * From now on the light burns so brightly. A level: it is said again after each binding.
     *
     * @param percent of its full brightness, 0..100; 0 is dark
     */
    void light(int percent) throws DeviceException;

    /**
     * Gives one sign: blinks so many times, then burns as before. Returns when the sign has begun; one that comes while another is given
     * takes its place.
     *
     * @param times 1 or more
     */
    void blink(int times) throws DeviceException;
}
