// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.Link.State;
import io.gatewatt.ocpp.OutboxOwner;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.protocol.Protocol;
import io.gatewatt.ocpp.protocol.Settings;
import io.gatewatt.ocpp.protocol.link.ReconnectRange;
import io.gatewatt.ocpp.protocol.link.Timing;
import io.gatewatt.ocpp.protocol.session.FrameRing;
import io.gatewatt.ocpp.protocol.session.HandlerRegistry;
import io.gatewatt.ocpp.v16.StartTransaction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jetty's client and the whole protocol against a central system that comes and goes; time on the loop runs ten times too fast. */
class RecoveryTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final AtomicReference<ConnectorSource> network = new AtomicReference<>(ConnectorSource.PLAIN);
    private final JettyWire wire = new JettyWire(network::get, new Secrets(Optional.empty()));
    private final Protocol protocol =
            new Protocol(loop, wire, new HandlerRegistry(), new FrameRing(), RandomGenerator.getDefault());

    private void target(int port) {
        protocol.start();
        protocol.owner(new Passing());
        Endpoint to = Endpoint.of("ws://127.0.0.1:" + port, "CP1", BasicAuth.Format.auto, "");
        protocol.settings(new Settings(Optional.of(to), "", Timing.of(30, 5, 3, 60), new ReconnectRange(1, 2)));
        loop.run(() -> protocol.registration(RegistrationStatus.Accepted));
    }

    private void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    loop.advance(Duration.ofMillis(100));
                    return condition.call();
                });
    }

    private void connected() {
        until(() -> protocol.link().state() == State.CONNECTED);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void start() {
        loop.run(() -> protocol.add(
                StartTransaction.ACTION, new StartTransaction.Request(1, "A", 0, null, loop.now()), "tx1"));
    }

    @AfterEach
    void stop() {
        protocol.stop();
        loop.run();
        wire.stop();
    }

    @Test
    void centralSystemIsDownAtTheStart() throws Exception {
        int port = freePort();
        target(port);
        until(() -> protocol.link().detail().contains("nobody listens at 127.0.0.1:" + port));
        try (Csms csms = new Csms(port, "ocpp1.6").up()) {
            connected();
            assertTrue(csms.paths.contains("/CP1"));
        }
    }

    @Test
    void aMessageOnTheWireWhenItIsCutIsSentAgainWithTheSameId() throws Exception {
        try (Csms csms = new Csms("ocpp1.6").up()) {
            target(csms.getPort());
            connected();
            start();
            until(() -> csms.texts.size() == 1);
            csms.cutAll();
            until(() -> csms.texts.size() == 2);
            List<String> texts = new ArrayList<>(csms.texts);
            assertEquals(texts.get(0), texts.get(1));
        }
    }

    @Test
    void missingPongsLeadToAnotherConnection() throws Exception {
        try (Csms csms = new Csms("ocpp1.6").up()) {
            target(csms.getPort());
            connected();
            csms.mute = true;
            until(() -> protocol.link().detail().startsWith("no pong within 5 s"));
            csms.mute = false;
            until(() -> csms.paths.size() == 2);
            connected();
        }
    }

    @Test
    void aBlackHoleIsNoticedAndLeft() throws Exception {
        try (Csms csms = new Csms("ocpp1.6").up()) {
            Hole hole = new Hole();
            network.set(hole);
            target(csms.getPort());
            connected();
            start();
            until(() -> csms.texts.size() == 1);
            hole.swallow = true;
            until(() -> protocol.link().state() == State.WAITING);
            hole.swallow = false;
            until(() -> csms.texts.size() == 2);
        }
    }

    @Test
    void stopsInTimeInABlackHole() throws Exception {
        try (Csms csms = new Csms("ocpp1.6").up()) {
            Hole hole = new Hole();
            network.set(hole);
            target(csms.getPort());
            connected();
            hole.swallow = true;
            assertTimeout(Duration.ofSeconds(5), wire::stop);
            assertTrue(hole.taken.isEmpty());
        }
    }

    @Test
    void stopsInTimeDuringAnAttempt() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            target(silent.getLocalPort());
            silent.accept();
            assertTimeout(Duration.ofSeconds(5), wire::stop);
        }
    }

    @Test
    void anotherNetworkIsTakenAndTheOldOneGivenBack() throws Exception {
        try (Csms csms = new Csms("ocpp1.6").up()) {
            Hole hole = new Hole();
            network.set(hole);
            target(csms.getPort());
            connected();
            assertEquals(1, hole.taken.size());
            network.set(ConnectorSource.PLAIN);
            loop.run(() -> protocol.reconnect("the network was changed"));
            until(() -> csms.paths.size() == 2);
            connected();
            assertTrue(hole.taken.isEmpty());
            assertTrue(csms.closes.contains(1000));
        }
    }

    /** A network that can swallow all that goes through it. */
    private static final class Hole implements ConnectorSource {

        private final List<ClientConnector> taken = new CopyOnWriteArrayList<>();
        private volatile boolean swallow;

        @Override
        public ClientConnector take() {
            ClientConnector connector = new ClientConnector() {
                @Override
                protected EndPoint newEndPoint(SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
                    return new SocketChannelEndPoint((SocketChannel) channel, selector, key, getScheduler()) {
                        @Override
                        public int fill(java.nio.ByteBuffer buffer) throws IOException {
                            int filled = super.fill(buffer);
                            if (swallow && filled > 0) {
                                buffer.position(0).limit(0);
                                return 0;
                            }
                            return filled;
                        }

                        @Override
                        public boolean flush(java.nio.ByteBuffer... buffers) throws IOException {
                            if (!swallow) {
                                return super.flush(buffers);
                            }
                            for (java.nio.ByteBuffer buffer : buffers) {
                                buffer.position(buffer.limit());
                            }
                            return true;
                        }
                    };
                }
            };
            taken.add(connector);
            return connector;
        }

        @Override
        public void giveBack(ClientConnector connector) {
            taken.remove(connector);
        }
    }

    /** Sends as it is. */
    private static final class Passing implements OutboxOwner {

        @Override
        public <Q extends Record> Q prepare(Action<Q, ?> action, Q request, String reference) {
            return request;
        }

        @Override
        public <Q extends Record, R extends Record> void confirmed(
                Action<Q, R> action, Q request, String reference, R confirmation) {
            // Nothing to keep.
        }

        @Override
        public <Q extends Record> void dropped(
                Action<Q, ?> action, Q request, String reference, Exception lastFailure) {
            // Nothing to keep.
        }
    }
}
