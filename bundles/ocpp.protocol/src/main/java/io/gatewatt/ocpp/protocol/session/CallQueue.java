// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Timer;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.NoAnswerException;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.protocol.codec.FrameCodec;
import io.gatewatt.ocpp.protocol.codec.Message;
import io.gatewatt.ocpp.protocol.link.Timing;
import io.gatewatt.ocpp.protocol.wire.Wire;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The station's own calls: at most one is open on a connection, the others wait for it in order. On the loop. */
final class CallQueue {

    private static final Logger LOG = LoggerFactory.getLogger(CallQueue.class);
    private static final int MOST_WAITING = 100;

    private final Loop loop;
    private final FrameCodec codec;
    private final WireTap tap;
    private final Runnable probe;
    private final Deque<OwnCall<?, ?>> waiting = new ArrayDeque<>();

    private Duration timeout = Timing.DEFAULT.messageTimeout();
    private RegistrationStatus registration = RegistrationStatus.UNKNOWN;
    private Wire.Connection connection;
    private OwnCall<?, ?> open;
    /** Was not answered in time; whether the link is to blame is being found out. */
    private OwnCall<?, ?> unanswered;

    private boolean heard;
    private Timer limit = Timer.NONE;

    /** @param probe finds out whether the link still lives when an answer is missing */
    CallQueue(Loop loop, FrameCodec codec, WireTap tap, Runnable probe) {
        this.loop = loop;
        this.codec = codec;
        this.tap = tap;
        this.probe = probe;
    }

    void timeout(Duration wanted) {
        timeout = wanted;
    }

    void connected(Wire.Connection opened) {
        connection = opened;
        heard = false;
    }

    /** Whether the central system has answered anything on this connection. */
    boolean heard() {
        return heard;
    }

    void disconnected(Wire.Ending ending, String why) {
        connection = null;
        limit.cancel();
        if (open != null) {
            hangUp(open, ending, "connection lost before the answer: " + why);
            open = null;
        }
        if (unanswered != null) {
            lose(unanswered, "not answered in time, and then: " + why);
            unanswered = null;
        }
        loseWaiting(call -> true, "no connection: " + why);
    }

    void registration(RegistrationStatus status) {
        registration = status;
        loseWaiting(call -> !call.gate().open(status), notRegistered());
    }

    /** Why a call through this gate cannot be sent now. */
    Optional<String> closed(Gate gate) {
        if (connection == null) {
            return Optional.of("no connection to the central system");
        }
        return gate.open(registration) ? Optional.empty() : Optional.of(notRegistered());
    }

    /** Why another volatile call is not taken: with a central system that answers nothing the queue must end somewhere. */
    Optional<String> full() {
        return waiting.size() < MOST_WAITING
                ? Optional.empty()
                : Optional.of("already " + MOST_WAITING + " calls wait for an answer of the central system");
    }

    private String notRegistered() {
        return "the central system has not accepted this station (registration " + registration + ")";
    }

    private void loseWaiting(Predicate<OwnCall<?, ?>> which, String why) {
        for (OwnCall<?, ?> call : waiting.toArray(new OwnCall<?, ?>[0])) {
            if (which.test(call)) {
                waiting.remove(call);
                lose(call, why);
            }
        }
    }

    private void fail(OwnCall<?, ?> call, Exception failure) {
        tell(call, () -> call.outcome().failed(failure));
    }

    /** What was answered before shows that the link was good until this call. */
    private void hangUp(OwnCall<?, ?> call, Wire.Ending ending, String why) {
        if (heard && ending != Wire.Ending.UNRELATED) {
            tell(call, () -> call.outcome().hungUp(ending, why));
        } else {
            lose(call, why);
        }
    }

    private void lose(OwnCall<?, ?> call, String why) {
        tell(call, () -> call.outcome().lost(why));
    }

    // In a turn of its own: when what follows from the outcome fails, the queue goes on.
    private void tell(OwnCall<?, ?> call, Runnable outcome) {
        loop.submit("outcome of " + call.action(), outcome);
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    /** Puts a call at the end of the queue. Only in effects. */
    void add(OwnCall<?, ?> call) {
        Optional<String> closed = closed(call.gate());
        if (closed.isPresent()) {
            lose(call, closed.get());
            return;
        }
        waiting.add(call);
        pump();
    }

    private void pump() {
        while (open == null && connection != null && !waiting.isEmpty()) {
            transmit(waiting.poll());
        }
    }

    private <Q extends Record> void transmit(OwnCall<Q, ?> call) {
        String text;
        try {
            text = codec.call(call.id(), call.action(), call.request());
        } catch (RuntimeException e) {
            fail(call, e);
            return;
        }
        open = call;
        limit = loop.after(timeout, "message time-out", () -> timedOut(call));
        tap.ownCall(call.id(), call.action().name(), text);
        connection.send(text, () -> {});
    }

    private void timedOut(OwnCall<?, ?> call) {
        open = null;
        LOG.warn("{} was not answered within {} s", call.action(), timeout.toSeconds());
        probe.run();
        loop.afterCommit(this::pump);
        if (call.outcome().blamesTheLink()) {
            unanswered = call;
        } else {
            failUnanswered(call);
        }
    }

    private void failUnanswered(OwnCall<?, ?> call) {
        fail(call, new NoAnswerException("no answer to " + call.action() + " within " + timeout.toSeconds() + " s"));
    }

    /** The other side has given a sign of life: that a call was not answered in time is not the link's fault. */
    void alive() {
        if (unanswered != null) {
            OwnCall<?, ?> call = unanswered;
            unanswered = null;
            failUnanswered(call);
        }
    }

    /** The open call with this id, which now is open no more. */
    private Optional<OwnCall<?, ?>> take(String id) {
        if (open == null || !open.id().equals(id)) {
            LOG.debug("an answer to {} came, which is not open (any more)", id);
            return Optional.empty();
        }
        OwnCall<?, ?> call = open;
        open = null;
        heard = true;
        limit.cancel();
        loop.afterCommit(this::pump);
        return Optional.of(call);
    }

    void result(Message.Result result) {
        take(result.id()).ifPresent(call -> confirm(call, result));
    }

    private <R extends Record> void confirm(OwnCall<?, R> call, Message.Result result) {
        R confirmation;
        try {
            confirmation = codec.confirmation(call.action(), result);
        } catch (OcppException e) {
            LOG.warn("the answer to {} cannot be read: {}", call.action(), e.getMessage());
            fail(call, e);
            return;
        }
        tell(call, () -> call.outcome().confirmed(confirmation));
    }

    void failure(Message.Failure failure) {
        take(failure.id()).ifPresent(call -> {
            LOG.warn("{} was answered with {} {}", call.action(), failure.code(), failure.description());
            fail(call, new OcppException(failure.code(), failure.description()));
        });
    }

    void malformed(Message.Malformed message) {
        if (message.id() != null) {
            take(message.id())
                    .ifPresent(call -> fail(call, new OcppException(ErrorCode.FormationViolation, message.problem())));
        }
    }

    /** The action of the open call with this id. */
    Optional<String> actionOf(String id) {
        return open != null && open.id().equals(id) ? Optional.of(open.action().name()) : Optional.empty();
    }

    /** A call on its way. */
    record OwnCall<Q extends Record, R extends Record>(
            String id, Action<Q, R> action, Q request, Gate gate, Outcome<R> outcome) {}
}
