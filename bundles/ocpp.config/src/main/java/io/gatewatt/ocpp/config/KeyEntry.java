// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.KeySet;
import io.gatewatt.ocpp.config.settings.Setting;
import java.util.Optional;

/**
 * An OCPP key at one moment.
 *
 * @param name canonical spelling
 * @param readOnly whether ChangeConfiguration is refused
 * @param value the value in force, at most 500 characters; empty when it cannot be told
 * @param setting type and range; empty for a computed key
 * @param owner whose key it is
 */
record KeyEntry(String name, boolean readOnly, Optional<String> value, Optional<Setting> setting, KeySet owner) {

    /** Whether the value in force is this one, in its text form. */
    boolean shows(String text) {
        return value.filter(ValueText.clip(text)::equals).isPresent();
    }
}
