// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.FeatureProfile;
import java.util.List;

/** Reads configuration keys (OCPP 1.6 section 5.8). */
public final class GetConfiguration {

    /** The action. */
    public static final Action<Request, Confirmation> ACTION =
            new Action<>("GetConfiguration", FeatureProfile.CORE, Request.class, Confirmation.class);

    private GetConfiguration() {}

    /** @param key names of at most 50 characters; none for all keys */
    public record Request(List<String> key) {

        /** @throws io.gatewatt.ocpp.OcppException when a name is too long */
        public Request {
            key = Check.anyTextOf("key", key, 50);
        }

        /** All keys. */
        public Request() {
            this(List.of());
        }
    }

    /**
     * The keys.
     *
     * @param configurationKey the known ones, may be empty
     * @param unknownKey names that are not known, at most 50 characters each, may be empty
     */
    public record Confirmation(List<KeyValue> configurationKey, List<String> unknownKey) {

        /** @throws io.gatewatt.ocpp.OcppException when a name is too long */
        public Confirmation {
            configurationKey = Check.anyOf(configurationKey);
            unknownKey = Check.anyTextOf("unknownKey", unknownKey, 50);
        }
    }

    /**
     * A configuration key (OCPP 1.6 section 7.29).
     *
     * @param key its name, at most 50 characters
     * @param readonly whether ChangeConfiguration would be refused
     * @param value at most 500 characters, or null when it is not set or not readable
     */
    public record KeyValue(String key, boolean readonly, String value) {

        /** @throws io.gatewatt.ocpp.OcppException when the name is missing or a part too long */
        public KeyValue {
            Check.text("key", key, 50);
            Check.optionalText("value", value, 500);
        }
    }
}
