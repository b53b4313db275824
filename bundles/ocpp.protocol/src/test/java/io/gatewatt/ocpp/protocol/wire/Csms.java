// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.IProtocol;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;

/** A central system's socket on a free port of the loopback. */
final class Csms extends WebSocketServer implements AutoCloseable {

    final Queue<String> paths = new ConcurrentLinkedQueue<>();
    final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
    final Queue<String> texts = new ConcurrentLinkedQueue<>();
    final Queue<Integer> closes = new ConcurrentLinkedQueue<>();
    final Queue<String> pings = new ConcurrentLinkedQueue<>();
    // Java-WebSocket 1.6.0 may leave a frame lying that is sent while another one is being written. Asking again sends
    // it.
    private final ScheduledExecutorService nudge = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "csms-nudge");
        thread.setDaemon(true);
        return thread;
    });
    volatile boolean mute;
    volatile boolean echo;
    private final CountDownLatch started = new CountDownLatch(1);

    Csms(String... subProtocols) {
        this(0, subProtocols);
    }

    Csms(int port, String... subProtocols) {
        super(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                1,
                List.of(new Draft_6455(List.of(), protocols(subProtocols))));
        setConnectionLostTimeout(0);
        setReuseAddr(true);
        setDaemon(true);
    }

    // "" stands for none; the library's own default accepts a client that offers some, but answers with none.
    private static List<IProtocol> protocols(String... names) {
        return java.util.stream.Stream.of(names)
                .map(n -> (IProtocol) new Protocol(n))
                .toList();
    }

    Csms up() throws InterruptedException {
        start();
        if (!started.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server does not start");
        }
        return this;
    }

    String url() {
        return "ws://127.0.0.1:" + getPort() + "/ocpp";
    }

    void cutAll() {
        getConnections().forEach(c -> c.closeConnection(1006, "cut"));
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        paths.add(handshake.getResourceDescriptor());
        authorizations.add(handshake.getFieldValue("Authorization"));
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        closes.add(code);
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        texts.add(text);
        if (echo) {
            socket.send(text);
        }
    }

    @Override
    public void onWebsocketPing(WebSocket socket, Framedata frame) {
        pings.add("ping");
        if (!mute) {
            super.onWebsocketPing(socket, frame);
        }
    }

    @Override
    public void onError(WebSocket socket, Exception e) {
        // Told by what the station sees.
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with its thread
    public void onStart() {
        started.countDown();
        Runnable again = () ->
                getConnections().stream().filter(WebSocket::hasBufferedData).forEach(this::onWriteDemand);
        nudge.scheduleAtFixedRate(again, 20, 20, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        nudge.shutdownNow();
        try {
            stop(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
