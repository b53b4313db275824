// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.kit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of cases that belong together, and the station they need. Cases take a {@link StationUnderTest} as parameter: one station per class,
 * brought back to its first state before each case, and replaced when that does not work.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Laboratory.class)
public @interface Functionality {

    /** Its name in the report. */
    String value();

    /** The feature profile it belongs to. */
    String profile() default "Core";

    /** Whether the cables are fixed to the station: no lock. */
    boolean fixedCable() default false;

    /** Its name at the central system. */
    String identity() default "CP1";

    /** More settings of the first start, {@code NAME=VALUE}. */
    String[] settings() default {};

    /**
     * Read-only keys of another maker, {@code NAME=NUMBER}; those of Core that are not named are then generous. None: the limits of the reference
     * station, which allow one item of each list.
     */
    String[] limits() default {};
}
