// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.remote;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.CallHandler;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.v16.DataTransfer;
import io.gatewatt.ocpp.v16.DataTransfer.Confirmation;
import io.gatewatt.ocpp.v16.DataTransfer.Request;
import io.gatewatt.ocpp.v16.DataTransfer.Status;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;

/** Answers data that no extension of a vendor has taken. An extension is a handler of higher ranking that passes on what is not its own. */
@Component(property = "service.ranking:Integer=-1000")
public final class UnknownData implements CallHandler<Request, Confirmation> {

    private final Loop loop;

    /** With the loop, for its promises. */
    @Activate
    public UnknownData(@Reference Loop loop) {
        this.loop = loop;
    }

    @Override
    public Action<Request, Confirmation> action() {
        return DataTransfer.ACTION;
    }

    @Override
    public Promise<Reply<Confirmation>> handle(Request request) {
        return loop.promises().resolved(Reply.of(new Confirmation(Status.UnknownVendorId)));
    }
}
