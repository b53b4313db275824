// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.CallHandler;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.v16.GetConfiguration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;

/** Serves GetConfiguration from the key sets that are there. */
@Component(service = CallHandler.class, immediate = true)
public final class GetConfigurationHandler
        implements CallHandler<GetConfiguration.Request, GetConfiguration.Confirmation> {

    private final Loop loop;
    private final KeySets keySets;

    /** With the keys to tell. */
    @Activate
    public GetConfigurationHandler(@Reference Loop loop, @Reference KeySets keySets) {
        this.loop = loop;
        this.keySets = keySets;
    }

    @Override
    public Action<GetConfiguration.Request, GetConfiguration.Confirmation> action() {
        return GetConfiguration.ACTION;
    }

    @Override
    public Promise<Reply<GetConfiguration.Confirmation>> handle(GetConfiguration.Request request) {
        return loop.promises().resolved(Reply.of(KeyReport.answer(keySets.catalogue(), request)));
    }
}
