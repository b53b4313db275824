// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.auth;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.CallHandler;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.v16.ClearCache;
import io.gatewatt.ocpp.v16.ClearCache.Confirmation;
import io.gatewatt.ocpp.v16.ClearCache.Request;
import io.gatewatt.ocpp.v16.ClearCache.Status;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;

/** Empties the authorization cache; a cache that is switched off cannot be cleared (errata 3.23). */
@Component
public final class ClearCacheHandler implements CallHandler<Request, Confirmation> {

    private final Loop loop;
    private final AuthorizationCache cache;

    /** With all it needs. */
    @Activate
    public ClearCacheHandler(@Reference Loop loop, @Reference AuthorizationCache cache) {
        this.loop = loop;
        this.cache = cache;
    }

    @Override
    public Action<Request, Confirmation> action() {
        return ClearCache.ACTION;
    }

    @Override
    public Promise<Reply<Confirmation>> handle(Request request) {
        Status status = cache.clear() ? Status.Accepted : Status.Rejected;
        return loop.promises().resolved(Reply.of(new Confirmation(status)));
    }
}
