// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whiteboard: the OCPP configuration keys of one feature. The component that registers it is configured by the PID it names, so the service
 * properties are the values in force; a change of them tells that a new value is effective.
 */
@ConsumerType
public interface KeySet {

    /** The ConfigAdmin PID that holds the values. */
    String pid();

    /** The configuration annotation whose elements marked {@link Key} are the keys. */
    Class<? extends Annotation> keys();

    /** Keys that are computed, read-only by nature: name to supplier of the present value. */
    default Map<String, Supplier<String>> computed() {
        return Map.of();
    }

    /**
     * Checks beyond type and range, for example whether a measurand is offered. From any thread.
     *
     * @return why the value is refused, in words; empty when it is good
     */
    default Optional<String> refuse(String key, String value) {
        return Optional.empty();
    }

    /** Whether a key that is READ_WRITE by annotation is read-only in this station, for example because its cable is fixed. From any thread. */
    default boolean readOnly(String key) {
        return false;
    }
}
