// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.kit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** A case of the catalogue. The method is named by its id, with {@code _} for {@code -}: {@code TC_003_CS}, {@code X_J_01}. */
@Test
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Case {

    /** What it is about, as a laboratory would head it. */
    String value();
}
