// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.keys;

import io.gatewatt.ocpp.Key;
import io.gatewatt.ocpp.Key.Access;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The read-only configuration keys of the Core profile: what the maker promises. */
@ObjectClassDefinition(
        name = "OCPP 1.6 Core limits",
        description =
                "Read-only keys of the Core profile, set by the maker of the station; the central system cannot change them.")
public @interface CoreLimits {

    /** Name of the configuration that holds these keys. */
    String PID = "ocpp.core.limits";

    @Key(Access.READ_ONLY)
    @AttributeDefinition(name = "Keys per request", description = "Most keys one GetConfiguration may name.", min = "1")
    int GetConfigurationMaxKeys() default 100;

    @Key(Access.READ_ONLY)
    @AttributeDefinition(
            name = "Clock-aligned measurands",
            description = "Most items of MeterValuesAlignedData.",
            min = "1")
    int MeterValuesAlignedDataMaxLength() default 20;

    @Key(Access.READ_ONLY)
    @AttributeDefinition(name = "Sampled measurands", description = "Most items of MeterValuesSampledData.", min = "1")
    int MeterValuesSampledDataMaxLength() default 20;

    @Key(Access.READ_ONLY)
    @AttributeDefinition(
            name = "Meter values at the stop",
            description = "Most meter values one StopTransaction carries; those between begin and end are thinned.",
            min = "1")
    int StopTransactionMaxMeterValues() default 200;

    @Key(Access.READ_ONLY)
    @AttributeDefinition(
            name = "Clock-aligned measurands at the stop",
            description = "Most items of StopTxnAlignedData.",
            min = "1")
    int StopTxnAlignedDataMaxLength() default 20;

    @Key(Access.READ_ONLY)
    @AttributeDefinition(
            name = "Sampled measurands at the stop",
            description = "Most items of StopTxnSampledData.",
            min = "1")
    int StopTxnSampledDataMaxLength() default 20;
}
