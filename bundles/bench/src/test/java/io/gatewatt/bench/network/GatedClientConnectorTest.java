// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.bench.network.NetworkGate.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real Jetty connector against a real socket on loopback. */
@Timeout(20)
class GatedClientConnectorTest {

    private static final int SOON_MILLIS = 5_000;
    private static final int SILENCE_MILLIS = 150;

    private final NetworkGate gate = new NetworkGate();
    private final GatedClientConnector connector = new GatedClientConnector(gate);
    private ServerSocket server;

    @BeforeEach
    void start() throws Exception {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setSoTimeout(SOON_MILLIS);
        connector.setSelectors(1);
        connector.setConnectTimeout(Duration.ofSeconds(10));
        connector.start();
    }

    @AfterEach
    void stop() throws Exception {
        connector.stop();
        server.close();
    }

    @Test
    void anOpenGateLetsBytesPassBothWays() throws Exception {
        Pair pair = connect();
        pair.client.send("hello").get(SOON_MILLIS, TimeUnit.MILLISECONDS);
        assertEquals("hello", pair.receive(5));
        pair.peer.getOutputStream().write("world".getBytes(US_ASCII));
        assertEquals("world", pair.client.received.poll(SOON_MILLIS, TimeUnit.MILLISECONDS));
    }

    @Test
    void closeBreaksWhatIsOpenAndRefusesWhatIsNew() throws Exception {
        Pair pair = connect();
        gate.set(false, Mode.CLOSE);
        assertEquals(-1, pair.peer.getInputStream().read());
        pair.client.closed.get(SOON_MILLIS, TimeUnit.MILLISECONDS);
        assertInstanceOf(ConnectException.class, failure(open()));
        gate.set(true, Mode.CLOSE);
        Pair next = connect();
        next.client.send("again").get(SOON_MILLIS, TimeUnit.MILLISECONDS);
        assertEquals("again", next.receive(5));
    }

    @Test
    void blackholeSwallowsBothWaysAndTellsNobody() throws Exception {
        Pair pair = connect();
        gate.set(false, Mode.BLACKHOLE);
        pair.client.send("lost").get(SOON_MILLIS, TimeUnit.MILLISECONDS);
        assertTrue(pair.hearsNothing());
        pair.peer.getOutputStream().write("lost".getBytes(US_ASCII));
        assertEquals(null, pair.client.received.poll(SILENCE_MILLIS, TimeUnit.MILLISECONDS));
        assertFalse(pair.client.closed.isDone());
        connector.setConnectTimeout(Duration.ofMillis(300));
        assertInstanceOf(SocketTimeoutException.class, failure(open()));
    }

    @Test
    void aMuteConnectionStaysDeadWhenTheNetworkIsBack() throws Exception {
        Pair dead = connect();
        gate.set(false, Mode.BLACKHOLE);
        gate.set(true, Mode.BLACKHOLE);
        dead.client.send("lost").get(SOON_MILLIS, TimeUnit.MILLISECONDS);
        assertTrue(dead.hearsNothing());
        Pair next = connect();
        next.client.send("new").get(SOON_MILLIS, TimeUnit.MILLISECONDS);
        assertEquals("new", next.receive(3));
        dead.client.close();
        assertEquals(-1, dead.peer.getInputStream().read());
    }

    @Test
    void thePeerLearnsOfACloseInTheBlackholeOnlyWhenTheNetworkIsBack() throws Exception {
        Pair pair = connect();
        gate.set(false, Mode.BLACKHOLE);
        pair.client.close();
        pair.client.closed.get(SOON_MILLIS, TimeUnit.MILLISECONDS);
        assertTrue(pair.hearsNothing());
        gate.set(true, Mode.BLACKHOLE);
        assertEquals(-1, pair.peer.getInputStream().read());
    }

    @Test
    void anIdleTimeoutStillEndsAMuteConnection() throws Exception {
        connector.setIdleTimeout(Duration.ofMillis(200));
        Pair pair = connect();
        gate.set(false, Mode.BLACKHOLE);
        pair.client.closed.get(SOON_MILLIS, TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Line> open() {
        Promise.Completable<Line> promise = new Promise.Completable<>();
        Map<String, Object> context = new HashMap<>();
        ClientConnectionFactory factory = (endPoint, ignored) -> new Line(endPoint, connector, promise);
        context.put(ClientConnector.CLIENT_CONNECTION_FACTORY_CONTEXT_KEY, factory);
        context.put(ClientConnector.CONNECTION_PROMISE_CONTEXT_KEY, promise);
        context.put(Transport.class.getName(), Transport.TCP_IP);
        connector.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), context);
        return promise;
    }

    private Pair connect() throws Exception {
        CompletableFuture<Line> opening = open();
        Socket peer = server.accept();
        peer.setSoTimeout(SOON_MILLIS);
        return new Pair(opening.get(SOON_MILLIS, TimeUnit.MILLISECONDS), peer);
    }

    private static Throwable failure(CompletableFuture<Line> opening) {
        return assertThrows(ExecutionException.class, () -> opening.get(SOON_MILLIS, TimeUnit.MILLISECONDS))
                .getCause();
    }

    private record Pair(Line client, Socket peer) {

        String receive(int length) throws IOException {
            return new String(peer.getInputStream().readNBytes(length), US_ASCII);
        }

        boolean hearsNothing() throws IOException {
            peer.setSoTimeout(SILENCE_MILLIS);
            InputStream in = peer.getInputStream();
            try {
                return assertThrows(SocketTimeoutException.class, in::read) != null;
            } finally {
                peer.setSoTimeout(SOON_MILLIS);
            }
        }
    }

    /** The least connection there can be: what arrives is queued. */
    private static final class Line extends AbstractConnection {

        final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        final CompletableFuture<Void> closed = new CompletableFuture<>();

        private final Promise<Line> opened;

        Line(EndPoint endPoint, ClientConnector connector, Promise<Line> opened) {
            super(endPoint, connector.getExecutor());
            this.opened = opened;
        }

        @Override
        public void onOpen() {
            super.onOpen();
            fillInterested();
            opened.succeeded(this);
        }

        @Override
        public void onFillable() {
            ByteBuffer buffer = ByteBuffer.allocate(100);
            buffer.flip();
            try {
                int length = getEndPoint().fill(buffer);
                if (length > 0) {
                    received.add(US_ASCII.decode(buffer).toString());
                }
                if (length < 0) {
                    close();
                } else {
                    fillInterested();
                }
            } catch (IOException e) {
                getEndPoint().close(e);
            }
        }

        @Override
        public void onClose(Throwable cause) {
            super.onClose(cause);
            closed.complete(null);
        }

        Callback.Completable send(String text) {
            Callback.Completable sent = new Callback.Completable();
            getEndPoint().write(sent, ByteBuffer.wrap(text.getBytes(US_ASCII)));
            return sent;
        }
    }
}
