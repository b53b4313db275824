// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.keys;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Words that central systems spell differently. No OCPP keys: an operator chooses what his central system understands. */
@ObjectClassDefinition(
        name = "OCPP 1.6 spelling",
        description = "Words on the wire that editions of OCPP 1.6 spell differently.")
public @interface CoreSpelling {

    /** Name of the configuration that holds these settings. */
    String PID = "ocpp.core.spelling";

    /** The unit of temperatures. */
    @AttributeDefinition(
            name = "Unit of temperatures",
            description = "Celsius as in the schemas of 2019, or Celcius as in the first ones.",
            options = {@Option(label = "Celsius", value = "Celsius"), @Option(label = "Celcius", value = "Celcius")})
    String temperatureUnit() default "Celsius";
}
