// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.benchmark;

import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/** The least a charge point on Jetty can be: answers every call with a constant. Public because Jetty calls it. */
public final class BareClient implements Session.Listener.AutoDemanding {

    private Session session;

    private BareClient() {}

    /** Connects to the URL in the first argument, says CONNECTED and answers until the standard input ends. */
    public static void main(String[] arguments) throws Exception {
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        QueuedThreadPool threads = new QueuedThreadPool(8, 2);
        threads.setReservedThreads(0);
        HttpClient http = new HttpClient(new HttpClientTransportOverHTTP(connector));
        http.setExecutor(threads);
        WebSocketClient client = new WebSocketClient(http);
        client.setIdleTimeout(Duration.ZERO);
        client.start();
        ClientUpgradeRequest request = new ClientUpgradeRequest();
        request.setSubProtocols("ocpp1.6");
        client.connect(new BareClient(), URI.create(arguments[0]), request).get();
        System.out.println("CONNECTED");
        System.in.readAllBytes();
        System.exit(0);
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
    }

    @Override
    public void onWebSocketText(String call) {
        int end = call.indexOf('"', 4);
        session.sendText(
                "[3," + call.substring(3, end + 1)
                        + ",{\"configurationKey\":[{\"key\":\"HeartbeatInterval\",\"readonly\":false,\"value\":\"3600\"}]}]",
                Callback.NOOP);
    }
}
