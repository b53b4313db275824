// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.keys;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Holds the spelling that was chosen. */
@Component(service = SpellingConfiguration.class, configurationPid = CoreSpelling.PID)
@Designate(ocd = CoreSpelling.class)
public final class SpellingConfiguration {

    private volatile CoreSpelling spelling;

    /** With the words as configured. */
    @Activate
    public SpellingConfiguration(CoreSpelling spelling) {
        this.spelling = spelling;
    }

    @Modified
    void modified(CoreSpelling now) {
        spelling = now;
    }

    CoreSpelling spelling() {
        return spelling;
    }
}
