// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an update that components have missed once more. The component runtime (Felix SCR 2.2.18, {@code RegionConfigurationSupport}) reads
 * first the values of a configuration and then the number of its change: an update in between counts as known and never comes into force, so
 * the last of many quick updates may be lost on the components. Therefore a moment after the last update of a configuration what its components
 * have is compared with what is stored. From any thread.
 */
@Component(service = ConfigurationListener.class, immediate = true)
public final class MissedUpdates implements ConfigurationListener {

    private static final Logger LOG = LoggerFactory.getLogger(MissedUpdates.class);
    /** In s; components are told of an update within milliseconds, and later only on a busy machine. */
    private static final int QUIET = 2;

    private final ConfigurationAdmin admin;
    private final ServiceComponentRuntime components;
    private final Executor later;
    private final AtomicLong updates = new AtomicLong();
    /** Number of the last update, by PID, until it was looked at. */
    private final Map<String, Long> last = new ConcurrentHashMap<>();
    /** Number of the change that was made here, by PID: an update is made once more, not for ever. */
    private final Map<String, Long> repeated = new ConcurrentHashMap<>();

    /** With the configurations, and what the components have of them. */
    @Activate
    public MissedUpdates(@Reference ConfigurationAdmin admin, @Reference ServiceComponentRuntime components) {
        this(admin, components, CompletableFuture.delayedExecutor(QUIET, TimeUnit.SECONDS));
    }

    /** @param later runs what it is given when configurations should have come into force */
    MissedUpdates(ConfigurationAdmin admin, ServiceComponentRuntime components, Executor later) {
        this.admin = admin;
        this.components = components;
        this.later = later;
    }

    @Deactivate
    void close() {
        last.clear();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        String pid = event.getPid();
        if (event.getType() == ConfigurationEvent.CM_UPDATED) {
            long update = updates.incrementAndGet();
            last.put(pid, update);
            later.execute(() -> {
                if (last.remove(pid, update)) {
                    lookAt(pid);
                }
            });
        } else if (event.getType() == ConfigurationEvent.CM_DELETED) {
            last.remove(pid);
            repeated.remove(pid);
        }
    }

    private void lookAt(String pid) {
        try {
            look(pid);
        } catch (IOException | RuntimeException e) {
            LOG.error("nobody knows whether the components have configuration {}: {}", pid, e.toString());
        }
    }

    private void look(String pid) throws IOException {
        Configuration[] found;
        try {
            found = admin.listConfigurations("(" + Constants.SERVICE_PID + "=" + pid + ")");
        } catch (InvalidSyntaxException e) {
            return; // no component has such a name
        }
        for (Configuration configuration : found == null ? new Configuration[0] : found) {
            long change = configuration.getChangeCount();
            // One that was updated meanwhile is looked at again.
            if (!inForce(configuration) && configuration.getChangeCount() == change) {
                repeat(configuration, change);
            }
        }
    }

    private void repeat(Configuration configuration, long change) throws IOException {
        String pid = configuration.getPid();
        if (Long.valueOf(change).equals(repeated.get(pid))) {
            LOG.error("configuration {} is stored, but does not come into force; it will after a restart", pid);
            return;
        }
        LOG.warn("the last update of configuration {} has not come into force; it is made once more", pid);
        configuration.update(configuration.getProperties());
        repeated.put(pid, configuration.getChangeCount());
    }

    private boolean inForce(Configuration configuration) {
        Dictionary<String, Object> values = configuration.getProcessedProperties(null);
        String factory = configuration.getFactoryPid();
        String designated = factory == null ? configuration.getPid() : factory;
        return components.getComponentDescriptionDTOs().stream()
                .filter(component -> List.of(component.configurationPid).contains(designated))
                .filter(components::isComponentEnabled)
                .allMatch(component -> has(component, factory == null ? null : configuration.getPid(), values));
    }

    /** @param instance PID of the instance of a factory; null when there is only one */
    private boolean has(ComponentDescriptionDTO component, String instance, Dictionary<String, Object> values) {
        List<ComponentConfigurationDTO> instances = components.getComponentConfigurationDTOs(component).stream()
                .filter(one -> instance == null || instance.equals(one.properties.get(Constants.SERVICE_PID)))
                .toList();
        return !instances.isEmpty() && instances.stream().allMatch(one -> has(one.properties, values));
    }

    private static boolean has(Map<String, Object> inForce, Dictionary<String, Object> values) {
        return Collections.list(values.keys()).stream()
                .filter(name -> !name.startsWith("service.") && !name.startsWith("felix."))
                .allMatch(name -> same(inForce.get(name), values.get(name)));
    }

    private static boolean same(Object inForce, Object stored) {
        return inForce != null && ValueText.of(inForce).equals(ValueText.of(stored));
    }
}
