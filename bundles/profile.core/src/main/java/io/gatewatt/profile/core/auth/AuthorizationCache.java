// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.auth;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Table;
import io.gatewatt.ocpp.v16.IdTagInfo;
import io.gatewatt.profile.core.keys.Settings;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.KnownTokens;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The authorization cache (OCPP 1.6 section 3.5.1): what the central system last said of each tag, valid or not. Kept over restarts.
 * Bounded: tags that are not valid give way first, then those learnt longest ago. Switched off it is neither read nor written, but kept.
 * Only on the loop.
 */
@Component(service = {AuthorizationCache.class, KnownTokens.class})
public final class AuthorizationCache implements KnownTokens {

    static final String TABLE = "core_auth_cache";
    static final int CAPACITY = 1000;

    private final Loop loop;
    private final Settings settings;
    private final Map<String, CachedTag> tags = new HashMap<>();

    /** A cache with what was kept. */
    @Activate
    public AuthorizationCache(@Reference Loop loop, @Reference Settings settings) {
        this.loop = loop;
        this.settings = settings;
        loop.submit(
                "load authorization cache",
                () -> table().all().forEach((key, row) -> tags.put(key, CachedTag.of(row))));
    }

    /** What is known of the tag; nothing while the cache is switched off. */
    @Override
    public Optional<Known> find(IdToken token) {
        return enabled() ? Optional.ofNullable(tags.get(token.canonical())).map(CachedTag::known) : Optional.empty();
    }

    /** Remembers what a confirmation said of the tag. */
    void learn(IdToken token, IdTagInfo info) {
        if (!enabled()) {
            return;
        }
        Instant now = loop.clock().instant();
        String key = token.canonical();
        if (!tags.containsKey(key) && tags.size() >= CAPACITY) {
            evict(now);
        }
        CachedTag tag = new CachedTag(
                info.status().name(),
                Optional.ofNullable(info.expiryDate()),
                Optional.ofNullable(info.parentIdTag()).map(IdToken::new),
                now);
        tags.put(key, tag);
        table().put(key, tag.row());
    }

    /** Forgets a tag; a cache that is switched off keeps it. */
    void forget(IdToken token) {
        if (enabled() && tags.remove(token.canonical()) != null) {
            table().remove(token.canonical());
        }
    }

    /** Forgets all. @return false when the cache is switched off: then nothing is forgotten */
    boolean clear() {
        if (!enabled()) {
            return false;
        }
        Table table = table();
        table.all().keySet().forEach(table::remove);
        tags.clear();
        return true;
    }

    private void evict(Instant now) {
        tags.entrySet().stream()
                .min(Comparator.comparing(
                                (Map.Entry<String, CachedTag> e) -> e.getValue().valid(now))
                        .thenComparing(e -> e.getValue().learntAt()))
                .map(Map.Entry::getKey)
                .ifPresent(key -> {
                    tags.remove(key);
                    table().remove(key);
                });
    }

    private boolean enabled() {
        return settings.core().AuthorizationCacheEnabled();
    }

    private Table table() {
        return loop.store().table(TABLE);
    }
}
