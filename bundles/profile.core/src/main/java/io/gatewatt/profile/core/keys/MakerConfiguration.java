// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.keys;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Holds what the maker has decided. */
@Component(service = MakerConfiguration.class, configurationPid = CoreMaker.PID)
@Designate(ocd = CoreMaker.class)
public final class MakerConfiguration {

    private volatile CoreMaker maker;

    /** With the decisions as configured. */
    @Activate
    public MakerConfiguration(CoreMaker maker) {
        this.maker = maker;
    }

    @Modified
    void modified(CoreMaker now) {
        maker = now;
    }

    CoreMaker maker() {
        return maker;
    }
}
