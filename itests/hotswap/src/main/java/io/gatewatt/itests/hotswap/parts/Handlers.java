// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.hotswap.parts;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.CallHandler;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.v16.CancelReservation;
import io.gatewatt.ocpp.v16.DataTransfer;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.util.promise.Promise;

/** Activator of a small profile bundle: a vendor's data transfer, and a handler of a feature profile that the station has not. */
public final class Handlers implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        Loop loop = context.getService(context.getServiceReference(Loop.class));
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("service.ranking", 0);
        context.registerService(CallHandler.class, new Vendor(loop), properties);
        context.registerService(CallHandler.class, new Cancel(loop), properties);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework withdraws the services.
    }

    private record Vendor(Loop loop) implements CallHandler<DataTransfer.Request, DataTransfer.Confirmation> {

        @Override
        public Action<DataTransfer.Request, DataTransfer.Confirmation> action() {
            return DataTransfer.ACTION;
        }

        @Override
        public Promise<Reply<DataTransfer.Confirmation>> handle(DataTransfer.Request request) {
            return loop.promises()
                    .resolved(
                            request.vendorId().equals("io.gatewatt.itests")
                                    ? Reply.of(
                                            new DataTransfer.Confirmation(DataTransfer.Status.Accepted, request.data()))
                                    : Reply.pass());
        }
    }

    private record Cancel(Loop loop) implements CallHandler<CancelReservation.Request, CancelReservation.Confirmation> {

        @Override
        public Action<CancelReservation.Request, CancelReservation.Confirmation> action() {
            return CancelReservation.ACTION;
        }

        @Override
        public Promise<Reply<CancelReservation.Confirmation>> handle(CancelReservation.Request request) {
            return loop.promises()
                    .resolved(Reply.of(new CancelReservation.Confirmation(CancelReservation.Status.Rejected)));
        }
    }
}
