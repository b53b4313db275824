// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.benchmark;

import io.gatewatt.itests.harness.Project;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** A central system that costs as little as possible, so that the time measured is that of the other side. One connection per identity. */
final class CentralSystem implements AutoCloseable {

    private final Map<String, CompletableFuture<Peer>> peers = new ConcurrentHashMap<>();
    private final Server server = new Server(new QueuedThreadPool(16, 4));
    private final int port = Project.freePort();

    CentralSystem() throws Exception {
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(WebSocketUpgradeHandler.from(server, container -> {
            container.setIdleTimeout(Duration.ZERO);
            container.addMapping("/*", (request, response, callback) -> {
                response.setAcceptedSubProtocol("ocpp1.6");
                String path = request.getHttpURI().getPath();
                return new Peer(
                        peer -> slot(path.substring(path.lastIndexOf('/') + 1)).complete(peer));
            });
        }));
        server.start();
    }

    /** Endpoint for {@code --csms}, without the identity. */
    String url() {
        return "ws://127.0.0.1:" + port + "/ocpp";
    }

    /** The connection of an identity, once it is there. An identity is used for one connection only. */
    CompletableFuture<Peer> peer(String identity) {
        return slot(identity);
    }

    private CompletableFuture<Peer> slot(String identity) {
        return peers.computeIfAbsent(identity, i -> new CompletableFuture<>());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        }
    }
}
