// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.FeatureProfile;
import io.gatewatt.ocpp.KeySet;
import io.gatewatt.ocpp.SupportedProfiles;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The key SupportedFeatureProfiles: what has live handlers at this moment. */
@Component
public final class ProfileKeys implements KeySet {

    private final SupportedProfiles profiles;

    /** With the profiles that are served. */
    @Activate
    public ProfileKeys(@Reference SupportedProfiles profiles) {
        this.profiles = profiles;
    }

    /** All is computed. */
    private @interface NoKeys {}

    @Override
    public String pid() {
        return "ocpp.profiles";
    }

    @Override
    public Class<? extends Annotation> keys() {
        return NoKeys.class;
    }

    @Override
    public Map<String, Supplier<String>> computed() {
        return Map.of("SupportedFeatureProfiles", this::names);
    }

    private String names() {
        return profiles.now().stream()
                .map(FeatureProfile::wireName)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(","));
    }
}
