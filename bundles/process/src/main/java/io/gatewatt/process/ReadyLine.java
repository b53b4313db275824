// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.process;

import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.station.Station;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.AnyService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.condition.Condition;

/**
 * Prints the READY line, once, on standard output: when the central system has accepted the station or, with framework property
 * {@code gatewatt.offline.ok=true}, when the station serves. An HTTP service that is installed but does not come up is waited for no longer
 * than five seconds.
 */
@Component(
        service = {},
        immediate = true)
public final class ReadyLine {

    private static final String ENDPOINT = "osgi.http.endpoint";
    private static final long WEB_PATIENCE_SECONDS = 5;

    private final BundleContext context;
    private final FrameworkListener started = event -> look();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Condition registered;
    private volatile Station station;
    private volatile CentralSystem centralSystem;
    private volatile Map<String, Object> web = Map.of();

    /** Looks at once, and at each change from now on. */
    @Activate
    public ReadyLine(BundleContext context) {
        this.context = context;
        context.addFrameworkListener(started);
    }

    @Deactivate
    void stop() {
        told.set(true);
        context.removeFrameworkListener(started);
    }

    @Reference(
            target = "(osgi.condition.id=ocpp.registered)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void setRegistered(Condition condition) {
        registered = condition;
        look();
    }

    void unsetRegistered(Condition condition) {
        registered = registered == condition ? null : registered;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setStation(Station service) {
        station = service;
        look();
    }

    void unsetStation(Station service) {
        station = station == service ? null : station;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setCentralSystem(CentralSystem service) {
        centralSystem = service;
        look();
    }

    void unsetCentralSystem(CentralSystem service) {
        centralSystem = centralSystem == service ? null : centralSystem;
    }

    /** Known by its property only, so that the station runs without an HTTP service as well. */
    @Reference(
            service = AnyService.class,
            target = "(" + ENDPOINT + "=*)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void setWeb(Map<String, Object> properties) {
        web = properties;
        look();
    }

    void updatedWeb(Map<String, Object> properties) {
        setWeb(properties);
    }

    void unsetWeb(Map<String, Object> properties) {
        web = Objects.equals(web.get(Constants.SERVICE_ID), properties.get(Constants.SERVICE_ID)) ? Map.of() : web;
    }

    private void look() {
        ReadyState state = state();
        if (state.complete()) {
            tell(state);
        } else if (state.serves() && waiting.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(WEB_PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .execute(() -> tell(state()));
        }
    }

    private void tell(ReadyState state) {
        if (told.compareAndSet(false, true)) {
            String since = context.getProperty("gatewatt.started");
            long now = System.currentTimeMillis();
            System.out.println(state.line(since == null ? 0 : now - Long.parseLong(since)));
            System.out.flush();
        }
    }

    private ReadyState state() {
        CentralSystem now = centralSystem;
        return new ReadyState(
                context.getBundle(0).getState() == Bundle.ACTIVE,
                Boolean.parseBoolean(context.getProperty("gatewatt.offline.ok")),
                registered != null,
                station != null,
                Stream.of(context.getBundles()).anyMatch(ReadyLine::servesHttp),
                ReadyState.address(web.get(ENDPOINT)),
                Stream.of(context.getBundles()).anyMatch(ReadyLine::isConsole),
                Optional.ofNullable(now).map(CentralSystem::link));
    }

    private static boolean servesHttp(Bundle bundle) {
        return bundle.adapt(BundleRevision.class).getDeclaredCapabilities("osgi.implementation").stream()
                .anyMatch(capability ->
                        "osgi.http".equals(capability.getAttributes().get("osgi.implementation")));
    }

    private static boolean isConsole(Bundle bundle) {
        return "org.apache.felix.webconsole".equals(bundle.getSymbolicName()) && bundle.getState() == Bundle.ACTIVE;
    }
}
