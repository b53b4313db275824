// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import java.util.Dictionary;

/**
 * The settings of deploying, PID {@value #PID}; described for people in {@code OSGI-INF/metatype/deploy.xml}.
 *
 * @param unsignedAllowed developer mode: unsigned bundles are let in
 * @param healthSeconds how long a new version may take to prove itself, 1..300
 */
record Settings(boolean unsignedAllowed, int healthSeconds) {

    static final String PID = "deploy";

    /** Framework property: value of {@link #unsignedAllowed} where the configuration says nothing. A feature without real hardware sets it. */
    static final String UNSIGNED_PROPERTY = "gatewatt.deploy.unsignedAllowed";

    private static final int HEALTH_SECONDS = 10;
    private static final int MOST_HEALTH_SECONDS = 300;

    /**
     * @param configuration null when there is none
     * @param unsignedByFeature what holds when the configuration says nothing
     */
    static Settings of(Dictionary<String, ?> configuration, boolean unsignedByFeature) {
        Object unsigned = configuration == null ? null : configuration.get("unsignedAllowed");
        Object seconds = configuration == null ? null : configuration.get("healthSeconds");
        return new Settings(
                unsigned == null ? unsignedByFeature : Boolean.parseBoolean(unsigned.toString()),
                seconds == null
                        ? HEALTH_SECONDS
                        : Math.max(1, Math.min(MOST_HEALTH_SECONDS, number(seconds.toString()))));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return HEALTH_SECONDS;
        }
    }
}
