// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** One connection of the central system, friendly to every call. Public because Jetty calls it. */
public final class Peer implements Session.Listener.AutoDemanding {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Consumer<Peer> opened;
    private final List<Expectation> expectations = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger(1000);
    private Session session;
    private volatile Sequence sequence;

    Peer(Consumer<Peer> opened) {
        this.opened = opened;
    }

    @Override
    public void onWebSocketOpen(Session open) {
        session = open;
        opened.accept(this);
    }

    @Override
    public void onWebSocketText(String text) {
        long now = System.nanoTime();
        Sequence running = sequence;
        if (text.startsWith("[2,")) {
            called(now, text);
        } else if (running != null) {
            running.answered(now, text);
        } else {
            told(new Arrival(now, "", json(text)));
        }
    }

    private void called(long now, String text) {
        JsonNode frame = json(text);
        Arrival arrival = new Arrival(now, frame.path(2).asText(), frame.path(3));
        send("[3,\"" + frame.path(1).asText() + "\"," + answer(arrival.action) + "]");
        told(arrival);
    }

    private String answer(String action) {
        return switch (action) {
            case "BootNotification" ->
                "{\"status\":\"Accepted\",\"currentTime\":\"" + Instant.now() + "\",\"interval\":3600}";
            case "Heartbeat" -> "{\"currentTime\":\"" + Instant.now() + "\"}";
            case "Authorize" -> "{\"idTagInfo\":{\"status\":\"Accepted\"}}";
            case "StartTransaction" ->
                "{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":" + numbers.incrementAndGet() + "}";
            default -> "{}";
        };
    }

    /** The id that the last StartTransaction was given. */
    int transaction() {
        return numbers.get();
    }

    private void told(Arrival arrival) {
        List<Expectation> met = expectations.stream()
                .filter(expectation -> expectation.fits.test(arrival))
                .toList();
        expectations.removeAll(met);
        met.forEach(expectation -> expectation.met.complete(arrival));
    }

    /** The next call of an action whose payload fits, from now on. */
    CompletableFuture<Arrival> next(String action, Predicate<JsonNode> fits) {
        Expectation expectation =
                new Expectation(a -> a.action.equals(action) && fits.test(a.payload), new CompletableFuture<>());
        expectations.add(expectation);
        return expectation.met;
    }

    /** The next status of a connector, from now on, that is one of these. */
    CompletableFuture<Arrival> nextStatus(int connector, String status) {
        return next(
                "StatusNotification",
                payload -> payload.path("connectorId").asInt() == connector
                        && payload.path("status").asText().equals(status));
    }

    /** Calls the station; the answer is the whole frame. */
    CompletableFuture<Arrival> call(String action, String payload) {
        String id = "b" + numbers.incrementAndGet();
        Expectation answer = new Expectation(
                a -> a.action.isEmpty() && a.payload.path(1).asText().equals(id), new CompletableFuture<>());
        expectations.add(answer);
        send("[2,\"" + id + "\",\"" + action + "\"," + payload + "]");
        return answer.met;
    }

    /** Sends this call so many times, each after the answer to the one before, from the thread that reads. @return the round trips in ns */
    CompletableFuture<long[]> sequence(int calls, String action, String payload) {
        Sequence fresh = new Sequence(calls, ",\"" + action + "\"," + payload + "]");
        sequence = fresh;
        fresh.send();
        return fresh.done.whenComplete((times, failure) -> sequence = null);
    }

    private void send(String text) {
        session.sendText(text, Callback.NOOP);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }

    @Override
    public void onWebSocketClose(int code, String reason) {
        Sequence running = sequence;
        if (running != null) {
            running.done.completeExceptionally(new IllegalStateException("closed: " + code + " " + reason));
        }
    }

    /**
     * What came in.
     *
     * @param at {@link System#nanoTime}
     * @param action empty for an answer
     * @param payload of a call; of an answer the whole frame
     */
    record Arrival(long at, String action, JsonNode payload) {}

    private record Expectation(Predicate<Arrival> fits, CompletableFuture<Arrival> met) {}

    private final class Sequence {

        private final CompletableFuture<long[]> done = new CompletableFuture<>();
        private final long[] times;
        private final String tail;
        private int next;
        private long sent;

        Sequence(int calls, String tail) {
            this.times = new long[calls];
            this.tail = tail;
        }

        void send() {
            String frame = "[2,\"s" + next + "\"" + tail;
            sent = System.nanoTime();
            Peer.this.send(frame);
        }

        void answered(long now, String text) {
            if (!text.startsWith("[3,\"s" + next + "\"")) {
                done.completeExceptionally(new IllegalStateException("call " + next + " was answered " + text));
                return;
            }
            times[next++] = now - sent;
            if (next == times.length) {
                done.complete(times);
            } else {
                send();
            }
        }
    }
}
