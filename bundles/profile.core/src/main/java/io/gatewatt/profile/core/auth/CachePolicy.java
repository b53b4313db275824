// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.auth;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.profile.core.keys.Settings;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StartPolicy;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;

/** Lets the cache answer before the central system is asked (LocalPreAuthorize). Only for tags it knows to be valid; the rest is asked. */
@Component(property = "service.ranking:Integer=50")
public final class CachePolicy implements StartPolicy {

    private final Loop loop;
    private final Settings settings;
    private final CentralSystem central;
    private final AuthorizationCache cache;

    /** With all it needs. */
    @Activate
    public CachePolicy(
            @Reference Loop loop,
            @Reference Settings settings,
            @Reference CentralSystem central,
            @Reference AuthorizationCache cache) {
        this.loop = loop;
        this.settings = settings;
        this.central = central;
        this.cache = cache;
    }

    @Override
    public Promise<Verdict> judge(Optional<Integer> connector, IdToken token) {
        Verdict verdict = new Verdict.NoOpinion();
        if (central.link().online() && settings.core().LocalPreAuthorize()) {
            Optional<CachedTag> known =
                    cache.find(token).filter(tag -> tag.valid(loop.clock().instant()));
            if (known.isPresent()) {
                verdict = new Verdict.Accept(known.get().parent(), Optional.empty());
            }
        }
        return loop.promises().resolved(verdict);
    }
}
