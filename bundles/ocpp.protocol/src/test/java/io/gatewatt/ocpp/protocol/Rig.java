// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.CallHandler;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.protocol.FakeWire.Line;
import io.gatewatt.ocpp.protocol.link.ReconnectRange;
import io.gatewatt.ocpp.protocol.link.Timing;
import io.gatewatt.ocpp.protocol.session.FrameRing;
import io.gatewatt.ocpp.protocol.session.HandlerRegistry;
import io.gatewatt.ocpp.protocol.wire.BasicAuth;
import io.gatewatt.ocpp.protocol.wire.Endpoint;
import io.gatewatt.ocpp.protocol.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.util.promise.Promise;

/** The whole protocol on virtual time with a wire that the test holds. */
public final class Rig {

    public final VirtualLoop loop;
    public final FakeWire wire = new FakeWire();
    public final HandlerRegistry handlers = new HandlerRegistry();
    public final FrameRing frames = new FrameRing();
    public final Protocol protocol;
    public Timing timing = Timing.DEFAULT;
    private int serviceId;

    public Rig() {
        this(new VirtualLoop());
    }

    public Rig(VirtualLoop loop) {
        this.loop = loop;
        // A random that is always 0: the shortest jitter.
        protocol = new Protocol(loop, wire, handlers, frames, () -> 0L);
        protocol.start();
        loop.run();
    }

    /** With other keys. */
    public Rig timing(int messageTimeout, int ping, int attempts, int retry) {
        timing = Timing.of(messageTimeout, ping, attempts, retry);
        return target("ws://csms:9000/ocpp");
    }

    public Rig target(String url) {
        Endpoint to = Endpoint.of(url, "CP1", BasicAuth.Format.auto, "");
        protocol.settings(new Settings(Optional.of(to), "", timing, ReconnectRange.DEFAULT));
        loop.run();
        return this;
    }

    /** Opens the connection of the latest attempt. */
    public Line open() {
        Line line = wire.last();
        line.listener.opened(line);
        loop.run();
        return line;
    }

    /** Connected and registered. */
    public Line accepted() {
        target("ws://csms:9000/ocpp");
        Line line = open();
        register(RegistrationStatus.Accepted);
        return line;
    }

    public void register(RegistrationStatus status) {
        loop.run(() -> protocol.registration(status));
    }

    /** A frame from the central system. */
    public void receive(String frame) {
        wire.last().listener.text(frame);
        loop.run();
    }

    /** Loses the connection. */
    public void lose() {
        lose(Wire.Ending.CUT);
    }

    /** Loses the connection in this way. */
    public void lose(Wire.Ending how) {
        wire.last().listener.closed(how, "gone");
        loop.run();
    }

    public void advance(long seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    /** The only frame sent since the last look. */
    public String sent() {
        List<String> fresh = wire.last().fresh();
        assertEquals(1, fresh.size(), () -> "one frame expected, not " + fresh);
        return fresh.get(0);
    }

    public void sentNothing() {
        assertEquals(List.of(), wire.last().fresh());
    }

    /** The message id of a frame. */
    public static String id(String frame) {
        return frame.split("\"", 3)[1];
    }

    /** Answers the only frame sent since the last look with this payload. */
    public String answer(String payload) {
        String call = sent();
        receive("[3,\"" + id(call) + "\"," + payload + "]");
        return call;
    }

    public <Q extends Record, R extends Record> int handle(
            Action<Q, R> action, int ranking, Function<Q, Promise<Reply<R>>> how) {
        handlers.add(
                new CallHandler<Q, R>() {
                    @Override
                    public Action<Q, R> action() {
                        return action;
                    }

                    @Override
                    public Promise<Reply<R>> handle(Q request) {
                        return how.apply(request);
                    }
                },
                ranking,
                ++serviceId);
        return serviceId;
    }

    public <R extends Record> Promise<Reply<R>> now(Reply<R> reply) {
        return loop.promises().resolved(reply);
    }
}
