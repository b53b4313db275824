// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.hotswap;

import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * What must be the same after a swap: every bundle but those of the test with its id, state and last change, every service of them by its id,
 * every component configuration by its id and state, and the lane of every device but the swapped one by the id of its thread. A component that
 * was activated anew has given its services new ids, and a connector that was has opened new lanes.
 */
record House(Map<String, String> parts) {

    private static final String OF_TESTS = "itests.";

    static House of(BundleContext context, String swapped) {
        Map<String, String> parts = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            String name = String.valueOf(bundle.getSymbolicName());
            if (!name.startsWith(OF_TESTS)) {
                parts.put(
                        "bundle " + name + " " + bundle.getBundleId(),
                        bundle.getState() + " since " + bundle.getLastModified());
                services(bundle, parts);
            }
        }
        components(context, parts);
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("lane-")
                        && !thread.getName().startsWith("lane-" + swapped))
                .forEach(thread -> parts.put(thread.getName(), Long.toString(thread.getId())));
        return new House(parts);
    }

    private static void services(Bundle bundle, Map<String, String> parts) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        if (services != null && bundle.getSymbolicName().startsWith("io.gatewatt.")) {
            for (ServiceReference<?> service : services) {
                parts.put(
                        "service " + service.getProperty(Constants.SERVICE_ID),
                        bundle.getSymbolicName() + " "
                                + String.join(",", (String[]) service.getProperty(Constants.OBJECTCLASS)));
            }
        }
    }

    private static void components(BundleContext context, Map<String, String> parts) {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        ServiceComponentRuntime runtime = context.getService(reference);
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(component)) {
                if (component.bundle.symbolicName.startsWith("io.gatewatt.")) {
                    parts.put(
                            "component " + component.name + " " + configuration.id,
                            Integer.toString(configuration.state));
                }
            }
        }
        context.ungetService(reference);
    }
}
