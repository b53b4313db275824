// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Timer;
import io.gatewatt.ocpp.CallHandler;
import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.protocol.codec.FrameCodec;
import io.gatewatt.ocpp.protocol.codec.Message;
import io.gatewatt.ocpp.protocol.link.Timing;
import io.gatewatt.ocpp.protocol.wire.Wire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.osgi.util.promise.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls of the central system: finds the handlers, sends the answer, then runs what follows from it. On the loop. */
final class CallDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(CallDispatcher.class);
    /** What a reply without an action gives. */
    private static final Runnable NOTHING = Reply.pass().afterwards();

    private final Loop loop;
    private final FrameCodec codec;
    private final WireTap tap;
    private final HandlerRegistry handlers;
    private final Map<String, TheirCall> open = new HashMap<>();

    private Duration patience = Timing.DEFAULT.messageTimeout();
    private RegistrationStatus registration = RegistrationStatus.UNKNOWN;
    private Wire.Connection connection;

    CallDispatcher(Loop loop, FrameCodec codec, WireTap tap, HandlerRegistry handlers) {
        this.loop = loop;
        this.codec = codec;
        this.tap = tap;
        this.handlers = handlers;
    }

    void timeout(Duration wanted) {
        patience = wanted;
    }

    void registration(RegistrationStatus status) {
        registration = status;
    }

    void connected(Wire.Connection opened) {
        connection = opened;
    }

    /** What is being handled goes on, but can be answered no more. */
    void disconnected() {
        connection = null;
        open.values().forEach(call -> call.limit.cancel());
        open.clear();
    }

    void call(Message.Call call) {
        TheirCall theirs = accept(call.id(), call.action().name());
        if (theirs == null) {
            return;
        }
        Iterator<CallHandler<?, ?>> candidates =
                handlers.handlers(theirs.action).iterator();
        ask(theirs, candidates, call.request());
    }

    void badCall(Message.BadCall call) {
        TheirCall theirs = accept(call.id(), call.action());
        if (theirs == null) {
            return;
        }
        boolean served = call.action().isEmpty()
                || call.problem().code() == ErrorCode.NotImplemented
                || !handlers.handlers(call.action()).isEmpty();
        refuse(theirs, served ? call.problem() : notSupported(theirs));
    }

    private TheirCall accept(String id, String action) {
        if (registration == RegistrationStatus.Rejected) {
            LOG.debug("{} is not answered: the central system has rejected this station", action);
            return null;
        }
        TheirCall call = new TheirCall(id, action);
        if (open.putIfAbsent(id, call) != null) {
            LOG.warn("{} came again with the message id {} of a call that is being handled: ignored", action, id);
            return null;
        }
        return call;
    }

    private static OcppException notSupported(TheirCall call) {
        return new OcppException(ErrorCode.NotSupported, call.action + " is not supported by this station");
    }

    private void ask(TheirCall call, Iterator<CallHandler<?, ?>> candidates, Record request) {
        if (!candidates.hasNext()) {
            refuse(call, notSupported(call));
            return;
        }
        Promise<? extends Reply<?>> promise;
        try {
            promise = handle(candidates.next(), request);
        } catch (OcppException e) {
            refuse(call, e);
            return;
        } catch (RuntimeException | Error e) {
            // This turn is dropped with all the handler wrote; the answer goes out in one of its own.
            loop.submit("answer to " + call.action, () -> refuse(call, internal(call, e)));
            throw e;
        }
        if (promise.isDone()) {
            settled(call, candidates, request, promise);
            return;
        }
        if (call.limit == Timer.NONE) {
            call.limit = loop.after(
                    patience,
                    "answer is late",
                    () -> refuse(
                            call,
                            new OcppException(
                                    ErrorCode.InternalError,
                                    call.action + " is not finished within " + patience.toSeconds() + " s")));
        }
        promise.onResolve(
                () -> loop.submit("reply to " + call.action, () -> settled(call, candidates, request, promise)));
    }

    private static <Q extends Record, R extends Record> Promise<Reply<R>> handle(
            CallHandler<Q, R> handler, Record request) {
        return handler.handle(handler.action().request().cast(request));
    }

    private void settled(
            TheirCall call,
            Iterator<CallHandler<?, ?>> candidates,
            Record request,
            Promise<? extends Reply<?>> promise) {
        Throwable failure;
        Reply<?> reply = null;
        try {
            failure = promise.getFailure();
            if (failure == null) {
                reply = promise.getValue();
            }
        } catch (InterruptedException | java.lang.reflect.InvocationTargetException e) {
            failure = e;
        }
        if (failure != null) {
            refuse(call, failure instanceof OcppException e ? e : internal(call, failure));
        } else if (reply == null) {
            refuse(call, internal(call, new NullPointerException("the handler of " + call.action + " gave no reply")));
        } else if (reply.confirmation().isEmpty()) {
            ask(call, candidates, request);
        } else {
            confirm(call, reply);
        }
    }

    private static OcppException internal(TheirCall call, Throwable failure) {
        LOG.error("handling {} failed", call.action, failure);
        return new OcppException(ErrorCode.InternalError, "the station failed to handle " + call.action);
    }

    private void confirm(TheirCall call, Reply<?> reply) {
        String text;
        try {
            text = codec.result(call.id, reply.confirmation().orElseThrow());
        } catch (RuntimeException e) {
            refuse(call, internal(call, e));
            return;
        }
        answer(call, text, reply.afterwards());
    }

    private void refuse(TheirCall call, OcppException problem) {
        answer(call, codec.error(call.id, problem.code(), problem.getMessage()), NOTHING);
    }

    private void answer(TheirCall call, String text, Runnable then) {
        if (call.answered) {
            LOG.warn("the answer to {} came too late and is dropped", call.action);
            return;
        }
        call.answered = true;
        call.limit.cancel();
        // After the commit: what the answer promises is on disk by then.
        loop.afterCommit(() -> send(call, text, then));
    }

    private void send(TheirCall call, String text, Runnable then) {
        boolean answerable = open.remove(call.id, call) && registration != RegistrationStatus.Rejected;
        Runnable follow = then == NOTHING ? NOTHING : () -> loop.submit("after " + call.action, then);
        if (answerable && connection != null) {
            connection.send(text, follow);
            tap.ownAnswer(call.id, text);
        } else {
            LOG.warn("{} could not be answered: the connection or the registration it came with is gone", call.action);
            follow.run();
        }
    }

    /** A call being handled. */
    private static final class TheirCall {

        private final String id;
        private final String action;
        private Timer limit = Timer.NONE;
        private boolean answered;

        TheirCall(String id, String action) {
            this.id = id;
            this.action = action;
        }
    }
}
