// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import io.gatewatt.ocpp.CallHandler;
import io.gatewatt.ocpp.FeatureProfile;
import io.gatewatt.ocpp.SupportedProfiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The call handlers that are there, by action, best first. Changed by the framework's threads one at a time (the lock is this
 * object), read from any thread.
 */
public final class HandlerRegistry implements SupportedProfiles {

    private static final Comparator<Entry> BEST_FIRST =
            Comparator.comparingInt(Entry::ranking).reversed().thenComparingLong(Entry::serviceId);

    private final List<Entry> entries = new ArrayList<>();
    private Set<FeatureProfile> enabled = EnumSet.allOf(FeatureProfile.class);
    private volatile Map<String, List<CallHandler<?, ?>>> byAction = Map.of();
    private volatile Set<FeatureProfile> supported = Set.of();

    /** A handler came. */
    public synchronized void add(CallHandler<?, ?> handler, int ranking, long serviceId) {
        entries.add(new Entry(handler, ranking, serviceId));
        publish();
    }

    /** A handler went. */
    public synchronized void remove(long serviceId) {
        entries.removeIf(e -> e.serviceId == serviceId);
        publish();
    }

    /** Which profiles are switched on; handlers of others are treated as absent. */
    public synchronized void enable(Set<FeatureProfile> profiles) {
        enabled = EnumSet.copyOf(profiles);
        publish();
    }

    /** Handlers of the action, best first. */
    public List<CallHandler<?, ?>> handlers(String action) {
        return byAction.getOrDefault(action, List.of());
    }

    @Override
    public Set<FeatureProfile> now() {
        return supported;
    }

    private void publish() {
        Map<String, List<CallHandler<?, ?>>> handlers = new HashMap<>();
        Set<FeatureProfile> profiles = EnumSet.noneOf(FeatureProfile.class);
        entries.sort(BEST_FIRST);
        for (Entry entry : entries) {
            FeatureProfile profile = entry.handler.action().profile();
            if (enabled.contains(profile)) {
                handlers.computeIfAbsent(entry.handler.action().name(), name -> new ArrayList<>())
                        .add(entry.handler);
                if (!profile.wireName().isEmpty()) {
                    profiles.add(profile);
                }
            }
        }
        handlers.replaceAll((name, list) -> List.copyOf(list));
        byAction = Map.copyOf(handlers);
        supported = Collections.unmodifiableSet(profiles);
    }

    private record Entry(CallHandler<?, ?> handler, int ranking, long serviceId) {}
}
