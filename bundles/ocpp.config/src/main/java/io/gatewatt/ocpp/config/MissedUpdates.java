// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
    /** After the last update; components are told of it within milliseconds, and later only on a busy machine. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final ConfigurationAdmin admin;
    private final ServiceComponentRuntime components;
    /** When configurations were updated last, by PID. */
    private final Map<String, Long> updated = new ConcurrentHashMap<>();
    /** Number of the change that was made here, by PID: an update is repeated once. */
    private final Map<String, Long> repeated = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /** With the configurations, and what the components have of them. */
    @Activate
    public MissedUpdates(@Reference ConfigurationAdmin admin, @Reference ServiceComponentRuntime components) {
        this.admin = admin;
        this.components = components;
    }

    @Deactivate
    void close() {
        closed = true;
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_UPDATED) {
            boolean waiting = !updated.isEmpty();
            updated.put(event.getPid(), System.nanoTime());
            if (!waiting) {
                lookLater();
            }
        } else if (event.getType() == ConfigurationEvent.CM_DELETED) {
            updated.remove(event.getPid());
            repeated.remove(event.getPid());
        }
    }

    private void lookLater() {
        CompletableFuture.delayedExecutor(QUIET.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::look);
    }

    private void look() {
        long now = System.nanoTime();
        updated.forEach((pid, at) -> {
            if (!closed && now - at >= QUIET.toNanos() && updated.remove(pid, at)) {
                try {
                    look(pid);
                } catch (IOException | RuntimeException e) {
                    LOG.error("nobody knows whether the components have configuration {}: {}", pid, e.toString());
                }
            }
        });
        if (!updated.isEmpty() && !closed) {
            lookLater();
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
            if (!inForce(configuration)) {
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
