// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.auth;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.profile.core.keys.Settings;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StartPolicy;
import io.gatewatt.station.Station;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;

/**
 * Lets what is known here answer before the central system is asked (LocalPreAuthorize): a local list, then the cache. Only for tags known to
 * be valid; the rest is asked.
 */
@Component(property = "service.ranking:Integer=50")
public final class KnownPolicy implements StartPolicy {

    private final Loop loop;
    private final Station station;
    private final Settings settings;
    private final CentralSystem central;

    /** With all it needs. */
    @Activate
    public KnownPolicy(
            @Reference Loop loop,
            @Reference Station station,
            @Reference Settings settings,
            @Reference CentralSystem central) {
        this.loop = loop;
        this.station = station;
        this.settings = settings;
        this.central = central;
    }

    @Override
    public Promise<Verdict> judge(Optional<Integer> connector, IdToken token) {
        boolean mayAnswer = central.link().online() && settings.core().LocalPreAuthorize();
        Verdict verdict = Optional.of(token)
                .filter(asked -> mayAnswer)
                .flatMap(station::known)
                .filter(known -> known.valid(loop.clock().instant()))
                .<Verdict>map(known -> new Verdict.Accept(known.group(), Optional.empty()))
                .orElse(new Verdict.NoOpinion());
        return loop.promises().resolved(verdict);
    }
}
