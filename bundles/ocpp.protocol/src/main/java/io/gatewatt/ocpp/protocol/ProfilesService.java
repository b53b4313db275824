// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol;

import io.gatewatt.ocpp.FeatureProfile;
import io.gatewatt.ocpp.SupportedProfiles;
import io.gatewatt.ocpp.protocol.session.HandlerRegistry;
import io.gatewatt.ocpp.protocol.session.ProfileNames;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which feature profiles are served. Filled by {@link Whiteboard}; apart from it, so that a handler may itself ask for this service. */
@Component(
        service = {SupportedProfiles.class, ProfilesService.class},
        configurationPid = "station")
public final class ProfilesService implements SupportedProfiles {

    private static final Logger LOG = LoggerFactory.getLogger(ProfilesService.class);

    private final HandlerRegistry registry = new HandlerRegistry();

    /** Made by the framework. */
    @Activate
    public ProfilesService(StationConfig config) {
        modified(config);
    }

    @Modified
    void modified(StationConfig config) {
        registry.enable(ProfileNames.parse(config.profiles(), LOG::warn));
    }

    HandlerRegistry registry() {
        return registry;
    }

    @Override
    public Set<FeatureProfile> now() {
        return registry.now();
    }
}
