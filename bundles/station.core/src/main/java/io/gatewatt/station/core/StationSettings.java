// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the station, PID {@code station}. */
@ObjectClassDefinition(
        name = "Station",
        description = "What kind of station this is, and how it reaches its central system")
public @interface StationSettings {

    String PID = "station";

    /** Maker. */
    @AttributeDefinition(
            name = "Maker",
            description = "Told to the central system when the station boots, 1..20 characters",
            min = "1",
            max = "20")
    String vendor() default "Gatewatt";

    /** Model. */
    @AttributeDefinition(
            name = "Model",
            description = "Told to the central system when the station boots, 1..20 characters",
            min = "1",
            max = "20")
    String model() default "Virtual AC";

    /** Serial number. */
    @AttributeDefinition(
            name = "Serial number",
            description = "At most 25 characters; empty: none is told",
            max = "25",
            required = false)
    String serial() default "";

    /** Version of the software. */
    @AttributeDefinition(
            name = "Software version",
            description = "At most 50 characters; empty: the version of the station software",
            max = "50",
            required = false)
    String firmware() default "";

    /** Number of connectors. */
    @AttributeDefinition(
            name = "Connectors",
            description =
                    "Number of connectors, 1..64; one that is taken away while it charges goes when its transaction is over",
            min = "1",
            max = "64")
    int connectors() default 2;

    /** Whether the cables are fixed. */
    @AttributeDefinition(
            name = "Fixed cables",
            description = "The cables are fixed: there is no lock, and none is used")
    boolean fixedCable() default false;

    /** Limit of current. */
    @AttributeDefinition(
            name = "Largest current",
            description = "Limit per connector and phase where nothing else limits, A",
            min = "0",
            max = "500")
    double maxCurrent() default 32;

    /** Nominal voltage. */
    @AttributeDefinition(
            name = "Nominal voltage",
            description = "Voltage of a phase against neutral that an offered power is reckoned with, V",
            min = "50",
            max = "400")
    double nominalVoltage() default 230;

    /** Feature profiles switched on. */
    @AttributeDefinition(
            name = "Feature profiles",
            description =
                    "OCPP feature profiles that are switched on, separated by commas; empty: all that are installed",
            required = false)
    String profiles() default "";

    /** Back-off of the connection. */
    @AttributeDefinition(
            name = "Pause before connecting again",
            description =
                    "Shortest and longest pause between two tries to reach the central system, seconds, written 1..60")
    String reconnectSeconds() default "1..60";
}
