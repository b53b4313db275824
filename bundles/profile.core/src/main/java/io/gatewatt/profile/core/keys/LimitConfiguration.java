// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.keys;

import io.gatewatt.ocpp.KeySet;
import java.lang.annotation.Annotation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Offers the maker's limits as keys. */
@Component(
        service = {KeySet.class, LimitConfiguration.class},
        configurationPid = CoreLimits.PID)
@Designate(ocd = CoreLimits.class)
public final class LimitConfiguration implements KeySet {

    private volatile CoreLimits limits;

    /** With the limits as configured. */
    @Activate
    public LimitConfiguration(CoreLimits limits) {
        this.limits = limits;
    }

    @Modified
    void modified(CoreLimits now) {
        limits = now;
    }

    CoreLimits limits() {
        return limits;
    }

    @Override
    public String pid() {
        return CoreLimits.PID;
    }

    @Override
    public Class<? extends Annotation> keys() {
        return CoreLimits.class;
    }
}
