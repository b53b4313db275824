// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Which feature profiles the station serves at this moment. From any thread. */
@ProviderType
public interface SupportedProfiles {

    /**
     * The profiles that have a live handler, are switched on in this station, and have a name in SupportedFeatureProfiles; in the order of
     * {@link FeatureProfile}. An unmodifiable snapshot.
     */
    Set<FeatureProfile> now();
}
