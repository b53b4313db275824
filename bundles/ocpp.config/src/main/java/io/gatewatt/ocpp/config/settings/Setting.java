// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config.settings;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One attribute of a metatype document.
 *
 * @param pid the ConfigAdmin PID whose configuration holds it
 * @param name the attribute; for an OCPP key its canonical spelling
 * @param type type of one value
 * @param list whether it holds several values, written comma-separated
 * @param min least number, or least number of characters of a string
 * @param max greatest number, or greatest number of characters of a string
 * @param options the only values allowed; empty when there is no such list
 * @param fallback values in force when nothing is configured
 * @param access whether it is an OCPP key, and who may change it
 * @param reboot whether a change takes effect only after a reboot
 */
public record Setting(
        String pid,
        String name,
        ValueType type,
        boolean list,
        Optional<BigDecimal> min,
        Optional<BigDecimal> max,
        List<String> options,
        List<String> fallback,
        Access access,
        boolean reboot) {

    /** Who may change a setting over OCPP. */
    public enum Access {
        /** Not an OCPP key. */
        NOT_A_KEY,
        READ_WRITE,
        READ_ONLY
    }

    /** All parts are required. */
    public Setting {
        Objects.requireNonNull(pid, "pid");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(min, "min");
        Objects.requireNonNull(max, "max");
        options = List.copyOf(options);
        fallback = List.copyOf(fallback);
        Objects.requireNonNull(access, "access");
    }

    /** Whether it is an OCPP configuration key. */
    public boolean isKey() {
        return access != Access.NOT_A_KEY;
    }

    /** The value in force when nothing is configured, in its text form. */
    public String fallbackText() {
        return String.join(",", fallback);
    }
}
