// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.Link;
import io.gatewatt.ocpp.LinkListener;
import io.gatewatt.ocpp.NoAnswerException;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.v16.BootNotification;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;

/**
 * A central system by script: what was called is listed; answers come from functions by action, in a turn of their own, one call after
 * the other.
 */
public final class FakeCentralSystem implements CentralSystem {

    /** All requests that went out. */
    public final List<Record> calls = new ArrayList<>();

    /** Time of each request. */
    public final List<Instant> times = new ArrayList<>();

    private final VirtualLoop loop;
    private final Map<String, Function<Record, Object>> answers = new HashMap<>();
    private final List<LinkListener> listeners = new ArrayList<>();
    private final Deque<Runnable> pending = new ArrayDeque<>();
    private Link.State state = Link.State.WAITING;
    private RegistrationStatus registration = RegistrationStatus.UNKNOWN;

    private String url = "ws://test/CS";

    public FakeCentralSystem(VirtualLoop loop) {
        this.loop = loop;
    }

    /** Answers of an action: a confirmation, an exception, or null for none ever. */
    public <Q extends Record, R extends Record> void answer(Action<Q, R> action, Function<Q, Object> answer) {
        answers.put(action.name(), q -> answer.apply(action.request().cast(q)));
    }

    public void listen(LinkListener listener) {
        listeners.add(listener);
        loop.submit("link", () -> listener.changed(link()));
    }

    public void connected(boolean now) {
        loop.submit("link", () -> {
            state = now ? Link.State.CONNECTED : Link.State.WAITING;
            if (!now) {
                List<Runnable> lost = new ArrayList<>(pending);
                pending.clear();
                lost.forEach(Runnable::run);
            }
            tell();
        });
        loop.run();
    }

    /** Another central system, which has not registered the station. */
    public void address(String other) {
        url = other;
        registration = RegistrationStatus.UNKNOWN;
        tell();
        loop.run();
    }

    /** Connected and accepted at once, without a boot. */
    public FakeCentralSystem online() {
        registration = RegistrationStatus.Accepted;
        state = Link.State.CONNECTED;
        return this;
    }

    /** Requests of one type. */
    public <T extends Record> List<T> called(Class<T> type) {
        return calls.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public <Q extends Record, R extends Record> Promise<R> call(Action<Q, R> action, Q request) {
        boolean boot = action == (Object) BootNotification.ACTION;
        if (state != Link.State.CONNECTED || registration != RegistrationStatus.Accepted && !boot) {
            return loop.promises().failed(new NoAnswerException("not connected"));
        }
        Deferred<R> deferred = loop.promises().deferred();
        calls.add(request);
        times.add(loop.now());
        Function<Record, Object> answer = answers.get(action.name());
        Object result = answer == null ? null : answer.apply(request);
        if (result == null) {
            pending.add(() -> deferred.fail(new NoAnswerException("connection lost")));
        } else if (result instanceof Exception e) {
            loop.submit("error", () -> deferred.fail(e));
        } else {
            loop.submit("answer", () -> deferred.resolve(action.confirmation().cast(result)));
        }
        return deferred.getPromise();
    }

    @Override
    public <Q extends Record, R extends Record> Promise<R> callTriggered(Action<Q, R> action, Q request) {
        RegistrationStatus before = registration;
        if (registration == RegistrationStatus.Pending) {
            registration = RegistrationStatus.Accepted;
        }
        try {
            return call(action, request);
        } finally {
            registration = before;
        }
    }

    @Override
    public void registration(RegistrationStatus status) {
        registration = status;
        tell();
    }

    @Override
    public Link link() {
        return new Link(state, loop.now(), "", url, "CS", registration, 0);
    }

    @Override
    public void reconnect(String why) {
        throw new UnsupportedOperationException();
    }

    private void tell() {
        listeners.forEach(l -> l.changed(link()));
    }
}
