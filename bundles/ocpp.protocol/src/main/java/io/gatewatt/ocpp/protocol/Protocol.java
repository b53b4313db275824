// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.Link;
import io.gatewatt.ocpp.LinkListener;
import io.gatewatt.ocpp.Outbox;
import io.gatewatt.ocpp.OutboxOwner;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.protocol.codec.FrameCodec;
import io.gatewatt.ocpp.protocol.link.LinkBoard;
import io.gatewatt.ocpp.protocol.link.LinkKeeper;
import io.gatewatt.ocpp.protocol.link.Traffic;
import io.gatewatt.ocpp.protocol.session.DurableOutbox;
import io.gatewatt.ocpp.protocol.session.FrameRing;
import io.gatewatt.ocpp.protocol.session.HandlerRegistry;
import io.gatewatt.ocpp.protocol.session.Session;
import io.gatewatt.ocpp.protocol.wire.Endpoint;
import io.gatewatt.ocpp.protocol.wire.Wire;
import io.gatewatt.ocpp.v16.Actions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.osgi.util.promise.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of the protocol put together: link, session, outbox. It knows nothing of OSGi services, nor of the kind of wire. */
public final class Protocol implements CentralSystem, Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Protocol.class);

    private final Loop loop;
    private final LinkBoard board;
    private final LinkKeeper keeper;
    private final Session session;
    private final DurableOutbox outbox;
    private URI centralSystem;

    /** Does nothing before {@link #start}. */
    public Protocol(Loop loop, Wire wire, HandlerRegistry handlers, FrameRing frames, RandomGenerator random) {
        FrameCodec codec = new FrameCodec(Actions::named);
        this.loop = loop;
        board = new LinkBoard(loop);
        session = new Session(loop, codec, handlers, frames, this::probe);
        outbox = new DurableOutbox(loop, session, Actions::named, codec, board::outboxDepth);
        keeper = new LinkKeeper(loop, wire, board, new Both(), random);
    }

    private void probe() {
        keeper.probe();
    }

    /** Reads what was left from before. From any thread. */
    public void start() {
        loop.submit("outbox: load", outbox::load);
    }

    /** Settings, at the start and whenever they change; acts at once. From any thread. */
    public void settings(Settings settings) {
        loop.submit("protocol: settings", () -> {
            session.timing(settings.timing());
            outbox.timing(settings.timing());
            keeper.timing(settings.timing(), settings.reconnect());
            settings.endpoint().ifPresentOrElse(this::target, () -> keeper.noTarget(settings.problem()));
        });
    }

    /** Another address or identity is another central system, which has not registered this station yet. */
    private void target(Endpoint to) {
        if (!to.uri().equals(centralSystem)) {
            if (centralSystem != null) {
                registration(RegistrationStatus.UNKNOWN);
            }
            centralSystem = to.uri();
        }
        keeper.target(to);
    }

    /** The owner of the outbox; null when there is none. From any thread. */
    public void owner(OutboxOwner owner) {
        loop.submit("outbox: owner", () -> outbox.owner(owner));
    }

    /** From any thread. */
    public void add(LinkListener listener) {
        board.add(listener);
    }

    /** From any thread. */
    public void remove(LinkListener listener) {
        board.remove(listener);
    }

    /**
     * Begins no more transaction messages, and waits a little for the answer to the one that is out: a message that goes out again may be
     * taken for another transaction. Not from the loop.
     */
    public void quiesce(Duration most) {
        LOG.info("the protocol stops: nothing begins any more");
        CountDownLatch quiet = new CountDownLatch(1);
        close(quiet::countDown);
        try {
            if (!quiet.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("a transaction message was not answered in time; it will go out again under its id");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins no more transaction messages; the action runs once no answer is awaited any more. From any thread. */
    public void close(Runnable whenQuiet) {
        loop.submit("outbox: closing", () -> outbox.close(whenQuiet));
    }

    /** Ends all conversation. From any thread. */
    public void stop() {
        loop.submit("protocol: stop", () -> {
            keeper.stop();
            outbox.stop();
        });
    }

    @Override
    public <Q extends Record, R extends Record> Promise<R> call(Action<Q, R> action, Q request) {
        return session.call(action, request, false);
    }

    @Override
    public <Q extends Record, R extends Record> Promise<R> callTriggered(Action<Q, R> action, Q request) {
        return session.call(action, request, true);
    }

    @Override
    public void registration(RegistrationStatus status) {
        board.registration(status);
        session.registration(status);
        outbox.online(board.link().online());
    }

    @Override
    public Link link() {
        return board.link();
    }

    @Override
    public void reconnect(String why) {
        keeper.reconnect(why);
    }

    @Override
    public <Q extends Record, R extends Record> void add(Action<Q, R> action, Q request, String reference) {
        outbox.add(action, request, reference);
    }

    @Override
    public int depth() {
        return outbox.depth();
    }

    /** The session and the outbox both hear of connections. */
    private final class Both implements Traffic {

        @Override
        public void connected(Wire.Connection connection) {
            session.connected(connection);
            outbox.online(board.link().online());
        }

        @Override
        public Runnable received(String text) {
            return session.received(text);
        }

        @Override
        public void alive() {
            session.alive();
        }

        @Override
        public void disconnected(Wire.Ending ending, String why) {
            outbox.online(false);
            session.disconnected(ending, why);
        }
    }
}
