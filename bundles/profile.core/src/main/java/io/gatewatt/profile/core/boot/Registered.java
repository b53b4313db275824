// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.boot;

import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The condition {@code ocpp.registered}: a service that is there once the central system has accepted the station. Components that may
 * only speak then name it as their satisfying condition.
 */
@Component(service = Registered.class)
public class Registered {

    /** Identifier of the condition. */
    public static final String ID = "ocpp.registered";

    /** Component property that makes a component wait for it. */
    public static final String REQUIRED = "osgi.ds.satisfying.condition.target=(osgi.condition.id=" + ID + ")";

    private static final Logger LOG = LoggerFactory.getLogger(Registered.class);

    private final BundleContext context;
    private ServiceRegistration<Condition> registration;

    /** Registers the condition in this bundle's name. */
    @Activate
    public Registered(BundleContext context) {
        this.context = context;
    }

    /** Registers or unregisters the condition; no error when it is so already. Only on the loop. */
    public void set(boolean now) {
        if (now && registration == null) {
            registration = context.registerService(
                    Condition.class,
                    Condition.INSTANCE,
                    FrameworkUtil.asDictionary(Map.of(Condition.CONDITION_ID, ID)));
        } else if (!now && registration != null) {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                LOG.debug("the bundle has stopped, and its services with it");
            }
            registration = null;
        }
    }
}
