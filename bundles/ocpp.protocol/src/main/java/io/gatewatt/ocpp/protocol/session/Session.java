// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.NoAnswerException;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.protocol.codec.FrameCodec;
import io.gatewatt.ocpp.protocol.codec.Message;
import io.gatewatt.ocpp.protocol.link.Timing;
import io.gatewatt.ocpp.protocol.link.Traffic;
import io.gatewatt.ocpp.protocol.session.CallQueue.OwnCall;
import io.gatewatt.ocpp.protocol.wire.Wire;
import java.util.Optional;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The conversation over whatever connection there is: own calls and calls of the central system, which never wait for each other. */
public final class Session implements Traffic, DurableOutbox.Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final String BOOT = "BootNotification";

    private final Loop loop;
    private final FrameCodec codec;
    private final WireTap tap;
    private final CallQueue calls;
    private final CallDispatcher dispatcher;

    /**
     * A session without a connection.
     *
     * @param probe finds out whether the link still lives when an answer is missing
     */
    public Session(Loop loop, FrameCodec codec, HandlerRegistry handlers, FrameRing frames, Runnable probe) {
        this.loop = loop;
        this.codec = codec;
        this.tap = new WireTap(loop, frames);
        this.calls = new CallQueue(loop, codec, tap, probe);
        this.dispatcher = new CallDispatcher(loop, codec, tap, handlers);
    }

    /** Takes the message time-out over; acts from the next call on. */
    public void timing(Timing timing) {
        calls.timeout(timing.messageTimeout());
        dispatcher.timeout(timing.messageTimeout());
    }

    /** Opens and closes the gates. */
    public void registration(RegistrationStatus status) {
        calls.registration(status);
        dispatcher.registration(status);
    }

    /** As in {@link io.gatewatt.ocpp.CentralSystem}. */
    public <Q extends Record, R extends Record> Promise<R> call(Action<Q, R> action, Q request, boolean triggered) {
        Gate gate = BOOT.equals(action.name()) ? Gate.BOOT : triggered ? Gate.TRIGGERED : Gate.ACCEPTED;
        Optional<String> closed = calls.closed(gate).or(calls::full);
        if (closed.isPresent()) {
            return loop.promises().failed(new NoAnswerException(action + " not sent: " + closed.get()));
        }
        Deferred<R> deferred = loop.promises().deferred();
        OwnCall<Q, R> call = new OwnCall<>(CallQueue.newId(), action, request, gate, outcome(action, deferred));
        loop.afterCommit(() -> calls.add(call));
        return deferred.getPromise();
    }

    private static <R extends Record> Outcome<R> outcome(Action<?, R> action, Deferred<R> deferred) {
        return new Outcome<>() {
            @Override
            public void confirmed(R confirmation) {
                deferred.resolve(confirmation);
            }

            @Override
            public void failed(Exception failure) {
                deferred.fail(failure);
            }

            @Override
            public void lost(String why) {
                deferred.fail(new NoAnswerException(action + ": " + why));
            }
        };
    }

    @Override
    public <Q extends Record, R extends Record> void send(
            String id, Action<Q, R> action, Q request, Outcome<R> outcome) {
        calls.add(new OwnCall<>(id, action, request, Gate.ACCEPTED, outcome));
    }

    @Override
    public boolean heard() {
        return calls.heard();
    }

    @Override
    public void connected(Wire.Connection connection) {
        tap.connected();
        calls.connected(connection);
        dispatcher.connected(connection);
    }

    @Override
    public void alive() {
        calls.alive();
    }

    @Override
    public void disconnected(Wire.Ending ending, String why) {
        calls.disconnected(ending, why);
        dispatcher.disconnected();
    }

    @Override
    public Runnable received(String text) {
        Message message = codec.decode(text);
        return () -> {
            calls.alive();
            received(message, text);
        };
    }

    private void received(Message message, String text) {
        if (message instanceof Message.Call call) {
            tap.theirCall(call.id(), call.action().name(), text);
            dispatcher.call(call);
        } else if (message instanceof Message.Result result) {
            tap.theirAnswer(result.id(), text);
            calls.result(result);
        } else if (message instanceof Message.Failure failure) {
            tap.theirAnswer(failure.id(), text);
            calls.failure(failure);
        } else if (message instanceof Message.BadCall bad) {
            tap.theirCall(bad.id(), bad.action(), text);
            dispatcher.badCall(bad);
        } else if (message instanceof Message.Malformed malformed) {
            tap.noise(text);
            LOG.warn("a frame of the central system is ignored: {}", malformed.problem());
            calls.malformed(malformed);
        }
    }
}
