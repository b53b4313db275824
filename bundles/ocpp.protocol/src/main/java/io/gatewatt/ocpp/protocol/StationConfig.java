// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol;

/** The settings of the station that matter here; they are described where the station is. */
@interface StationConfig {

    /** Feature profiles switched on, by their names on the wire, comma-separated; empty means all that are installed. */
    String profiles() default "";

    /** Shortest and longest wait before a new connection attempt, seconds. */
    String reconnectSeconds() default "1..60";
}
