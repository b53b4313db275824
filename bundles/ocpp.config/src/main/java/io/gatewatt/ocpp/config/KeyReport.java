// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.config.settings.AuthorizationKey;
import io.gatewatt.ocpp.v16.GetConfiguration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What GetConfiguration answers. */
final class KeyReport {

    private static final String LIMIT = "GetConfigurationMaxKeys";

    private KeyReport() {}

    /**
     * All keys, or those asked for, each once and in its canonical spelling. The key for authorization is never listed; asked for by name
     * it is there, without a value.
     *
     * @throws OcppException OccurenceConstraintViolation when more keys are asked for than the station answers at once
     */
    static GetConfiguration.Confirmation answer(KeyCatalogue catalogue, GetConfiguration.Request request) {
        if (request.key().isEmpty()) {
            return new GetConfiguration.Confirmation(
                    catalogue.all().stream().map(KeyReport::told).toList(), List.of());
        }
        // One key is allowed whatever the limit, which is 1 or more.
        if (request.key().size() > 1) {
            within(catalogue.number(LIMIT), request.key().size());
        }
        Map<String, GetConfiguration.KeyValue> known = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String name : request.key()) {
            if (name.equalsIgnoreCase(AuthorizationKey.NAME)) {
                known.put(AuthorizationKey.NAME, new GetConfiguration.KeyValue(AuthorizationKey.NAME, false, null));
            } else {
                catalogue
                        .find(name)
                        .ifPresentOrElse(entry -> known.put(entry.name(), told(entry)), () -> unknown.add(name));
            }
        }
        return new GetConfiguration.Confirmation(
                List.copyOf(known.values()), unknown.stream().distinct().toList());
    }

    private static void within(Optional<Integer> limit, int asked) {
        if (limit.isPresent() && asked > limit.get()) {
            throw new OcppException(
                    ErrorCode.OccurenceConstraintViolation,
                    asked + " keys were asked for; at most " + limit.get() + " (" + LIMIT + ") are answered at once");
        }
    }

    private static GetConfiguration.KeyValue told(KeyEntry entry) {
        return new GetConfiguration.KeyValue(
                entry.name(), entry.readOnly(), entry.value().orElse(null));
    }
}
