// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.auth;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.v16.AuthorizationStatus;
import io.gatewatt.ocpp.v16.IdTagInfo;
import io.gatewatt.profile.core.status.ListConflict;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.KnownTokens.Known;
import io.gatewatt.station.Station;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What becomes of the central system's word on a tag: the cache remembers it. Of a tag that stands on a list only the list is remembered (OCPP
 * 1.6 section 3.5.3); when the word says otherwise than the list, the central system is told. Only on the loop.
 */
@Component(service = Learning.class)
public final class Learning {

    private final Loop loop;
    private final Station station;
    private final AuthorizationCache cache;
    private final ListConflict conflict;

    /** With all it needs. */
    @Activate
    public Learning(
            @Reference Loop loop,
            @Reference Station station,
            @Reference AuthorizationCache cache,
            @Reference ListConflict conflict) {
        this.loop = loop;
        this.station = station;
        this.cache = cache;
        this.conflict = conflict;
    }

    /** A confirmation said this of the tag. */
    public void learn(IdToken token, IdTagInfo info) {
        Optional<Known> listed = station.known(token).filter(Known::listed);
        if (listed.isEmpty()) {
            cache.learn(token, info);
            return;
        }
        cache.forget(token);
        boolean valid = listed.get().valid(loop.clock().instant());
        // In use elsewhere is no word on the tag itself.
        if (info.status() != AuthorizationStatus.ConcurrentTx
                && valid != (info.status() == AuthorizationStatus.Accepted)) {
            conflict.tell(token, info.status());
        }
    }
}
