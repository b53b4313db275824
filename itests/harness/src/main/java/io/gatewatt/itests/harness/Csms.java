// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * A central system for tests: friendly by default, but each answer can be replaced, raw frames can be sent, and all frames of both directions are
 * kept and checked against the schemas.
 */
public final class Csms implements AutoCloseable {

    /** Longest wait for something that must come. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Frame> log = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<Handshake> handshakes = new CopyOnWriteArrayList<>();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private final List<Instant> pings = new CopyOnWriteArrayList<>();
    private final Map<String, Function<JsonNode, String>> answers = new ConcurrentHashMap<>();
    private final Map<String, String> ownCalls = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> results = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger transactions = new AtomicInteger(1000);
    private final int port;
    private final String ownProtocol;
    private volatile String protocol;
    private volatile Function<Handshake, Integer> doorkeeper = handshake -> 101;
    private volatile boolean pongs = true;
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private volatile Server server;

    /** A central system that speaks ocpp1.6, listening on a free loopback port. */
    public Csms() {
        this("ocpp1.6");
    }

    /** A central system that offers another sub-protocol. */
    public Csms(String protocol) {
        this(protocol, Project.freePort());
    }

    private Csms(String protocol, int port) {
        this.ownProtocol = protocol;
        this.protocol = protocol;
        this.port = port;
        befriend();
        listen();
    }

    /** Takes all replaced answers back: accepts everything and everybody again. */
    public void befriend() {
        protocol = ownProtocol;
        doorkeeper = handshake -> 101;
        pongs = true;
        answers.clear();
        answers.put("BootNotification", p -> boot("Accepted", 300));
        answers.put("Heartbeat", p -> "{\"currentTime\":\"" + Instant.now() + "\"}");
        answers.put("Authorize", p -> "{\"idTagInfo\":{\"status\":\"Accepted\"}}");
        answers.put(
                "StartTransaction",
                p -> "{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":" + transactions.incrementAndGet()
                        + "}");
    }

    /** A confirmation of BootNotification. */
    public static String boot(String status, int interval) {
        return "{\"status\":\"" + status + "\",\"currentTime\":\"" + Instant.now() + "\",\"interval\":" + interval
                + "}";
    }

    /** Listens (again) on the port; the station sees a central system that is back. */
    public void listen() {
        Server fresh = new Server();
        HttpConfiguration http = new HttpConfiguration();
        // Identities may hold any character, percent-encoded.
        http.setUriCompliance(UriCompliance.UNSAFE);
        ServerConnector connector = new ServerConnector(fresh, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        fresh.addConnector(connector);
        fresh.setHandler(WebSocketUpgradeHandler.from(fresh, container -> {
            container.setIdleTimeout(Duration.ZERO);
            container.addMapping("/*", (request, response, callback) -> {
                Handshake handshake = Handshake.of(request);
                int status = doorkeeper.apply(handshake);
                attempts.add(new Attempt(Instant.now(), status, handshake));
                if (status != 101) {
                    log(Frame.Kind.EVENT, "refused with HTTP " + status + " at " + handshake.path());
                    response.setStatus(status);
                    callback.succeeded();
                    return null;
                }
                if (request.hasSubProtocol(protocol)) {
                    response.setAcceptedSubProtocol(protocol);
                }
                return new Endpoint(handshake);
            });
        }));
        try {
            fresh.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot listen on port " + port, e);
        }
        server = fresh;
    }

    /** Closes the port and all connections: the central system is down. */
    public void down() {
        sessions.forEach(Session::disconnect);
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop listening on port " + port, e);
        }
    }

    /** Lets stations in or not, from the next handshake on: gives 101, or the HTTP status to refuse with. */
    public Csms admit(Function<Handshake, Integer> wanted) {
        doorkeeper = wanted;
        return this;
    }

    /** The one sub-protocol that is accepted from the next handshake on; one that no station offers: none is. */
    public Csms subProtocol(String wanted) {
        protocol = wanted;
        return this;
    }

    /** Whether pings are answered. */
    public Csms pongs(boolean wanted) {
        pongs = wanted;
        return this;
    }

    /** When pings arrived. */
    public List<Instant> pings() {
        return pings;
    }

    /** All handshakes, also those that were refused. */
    public List<Attempt> attempts() {
        return attempts;
    }

    /** Endpoint for {@code --csms}, without the identity. */
    public String url() {
        return "ws://127.0.0.1:" + port + "/ocpp";
    }

    /** Replaces the answer to an action: gives the payload of a CALLRESULT, a whole frame beginning with {@code [}, or null for silence. */
    public Csms answer(String action, Function<JsonNode, String> answer) {
        answers.put(action, answer);
        return this;
    }

    /** Waits for a call of this action that no earlier expect has taken, and gives its payload. */
    public JsonNode expect(String action) {
        return expect(action, p -> true);
    }

    /** Waits for such a call whose payload fits. */
    public JsonNode expect(String action, Predicate<JsonNode> fits) {
        return take(action, fits, PATIENCE).payload();
    }

    /** Waits for a StatusNotification of a connector. */
    public JsonNode expectStatus(int connector, String status) {
        return expect(
                "StatusNotification",
                p -> p.path("connectorId").asInt() == connector
                        && p.path("status").asText().equals(status));
    }

    /** Waits for such a call and gives it with its time and id. */
    public Received take(String action, Predicate<JsonNode> fits, Duration patience) {
        List<Received> found = new ArrayList<>(1);
        try {
            Awaitility.await()
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        received.stream()
                                .filter(r -> r.action().equals(action) && fits.test(r.payload()) && r.take())
                                .findFirst()
                                .ifPresent(found::add);
                        return !found.isEmpty();
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "no " + action + " as expected within " + patience + "; frames:\n" + String.join("\n", frames()),
                    e);
        }
        return found.get(0);
    }

    /** Takes all calls so far: what is expected from now on must still come. */
    public void forget() {
        received.forEach(Received::take);
    }

    /** All calls of this action so far, taken or not. */
    public List<JsonNode> all(String action) {
        return received.stream()
                .filter(r -> r.action().equals(action))
                .map(Received::payload)
                .toList();
    }

    /** The same with their ids: one that comes again under its id is a message sent again. */
    public List<Received> calls(String action) {
        return received.stream().filter(r -> r.action().equals(action)).toList();
    }

    /** Calls the station and gives the payload of its answer. */
    public JsonNode call(String action, String payload) {
        JsonNode answer = callFrame(action, payload);
        if (answer.get(0).asInt() != 3) {
            throw new AssertionError(action + " " + payload + " was answered " + answer);
        }
        return answer.get(2);
    }

    /** Calls the station and gives the whole answering frame. */
    public JsonNode callFrame(String action, String payload) {
        String id = "c" + numbers.incrementAndGet();
        return exchange(id, "[2,\"" + id + "\",\"" + action + "\"," + payload + "]");
    }

    /** Sends a raw frame that carries this id and waits for the answer to the id. */
    public JsonNode exchange(String id, String frame) {
        send(frame);
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> results.containsKey(id));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no answer to " + frame + "; frames:\n" + String.join("\n", frames()), e);
        }
        return results.remove(id);
    }

    /** Sends a raw frame to the connected station. */
    public void send(String frame) {
        JsonNode json = parse(frame);
        if (json != null && json.isArray() && json.size() == 4 && json.get(0).asInt() == 2) {
            ownCalls.put(json.get(1).asText(), json.get(2).asText());
        }
        Session to = connection();
        // Only now: response times are read from the log.
        log(Frame.Kind.SENT, frame);
        to.sendText(frame, Callback.NOOP);
    }

    /** Sends a raw frame in so many WebSocket fragments; gives nothing back, as {@link #send}. */
    public void sendFragments(String frame, int fragments) {
        log(Frame.Kind.SENT, frame);
        Session to = connection();
        int size = Math.max(1, (frame.length() + fragments - 1) / fragments);
        for (int at = 0; at < frame.length(); at += size) {
            int end = Math.min(frame.length(), at + size);
            Callback.Completable sent = new Callback.Completable();
            to.sendPartialText(frame.substring(at, end), end == frame.length(), sent);
            sent.join();
        }
    }

    /** Sends these bytes as a text message, whether they are UTF-8 or not. */
    public void sendBytes(byte[] text) {
        log(Frame.Kind.EVENT, "sent " + text.length + " raw bytes as text");
        ((WebSocketSession) connection())
                .getCoreSession()
                .sendFrame(
                        new org.eclipse.jetty.websocket.core.Frame(OpCode.TEXT, ByteBuffer.wrap(text)),
                        org.eclipse.jetty.util.Callback.NOOP,
                        false);
    }

    /** The port it listens on, on loopback. */
    public int port() {
        return port;
    }

    /** Closes the connection with this code. */
    public void hangUp(int code, String reason) {
        connection().close(code, reason, Callback.NOOP);
    }

    /** Waits until a station is connected and gives the connection. */
    public Session connection() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !sessions.isEmpty());
        return sessions.get(sessions.size() - 1);
    }

    /** Whether a station is connected now. */
    public boolean connected() {
        return !sessions.isEmpty();
    }

    /** Handshakes so far. */
    public List<Handshake> handshakes() {
        return handshakes;
    }

    /** All frames so far, as a person reads them: {@code <-} from the station, {@code ->} to it. */
    public List<String> frames() {
        return log.stream().map(Frame::toString).toList();
    }

    /** All frames and events so far, with their times. Grows while the station talks. */
    public List<Frame> log() {
        return log;
    }

    private void log(Frame.Kind kind, String text) {
        log.add(new Frame(Instant.now(), kind, text));
    }

    /** What the schemas had to say against the station's frames. */
    public List<String> violations() {
        return violations;
    }

    @Override
    public void close() {
        down();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private void handle(Session from, String text) {
        log(Frame.Kind.RECEIVED, text);
        JsonNode frame = parse(text);
        if (frame == null || !frame.isArray() || frame.size() < 3) {
            violations.add("not a frame: " + text);
            return;
        }
        String id = frame.get(1).asText();
        if (frame.get(0).asInt() != 2) {
            String action = ownCalls.get(id);
            if (frame.get(0).asInt() == 3 && action != null) {
                violations.addAll(Schemas.violations(action, true, frame.get(2)));
            }
            results.put(id, frame);
            return;
        }
        String action = frame.get(2).asText();
        violations.addAll(Schemas.violations(action, false, frame.get(3)));
        received.add(new Received(Instant.now(), id, action, frame.get(3)));
        String answer = answers.getOrDefault(action, p -> "{}").apply(frame.get(3));
        if (answer != null) {
            String reply = answer.startsWith("[") ? answer.replace("$id", id) : "[3,\"" + id + "\"," + answer + "]";
            log(Frame.Kind.SENT, reply);
            from.sendText(reply, Callback.NOOP);
        }
    }

    /** A call of the station. */
    public static final class Received {

        private final Instant at;
        private final String id;
        private final String action;
        private final JsonNode payload;
        private final java.util.concurrent.atomic.AtomicBoolean taken = new java.util.concurrent.atomic.AtomicBoolean();

        Received(Instant at, String id, String action, JsonNode payload) {
            this.at = at;
            this.id = id;
            this.action = action;
            this.payload = payload;
        }

        /** When it arrived. */
        public Instant at() {
            return at;
        }

        /** The message id. */
        public String id() {
            return id;
        }

        /** The action. */
        public String action() {
            return action;
        }

        /** The payload. */
        public JsonNode payload() {
            return payload;
        }

        private boolean take() {
            return taken.compareAndSet(false, true);
        }
    }

    /** An empty JSON object to fill. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /**
     * What a station asked for when it connected.
     *
     * @param path the raw path with the identity
     * @param headers header fields by lower-case name
     */
    public record Handshake(String path, Map<String, String> headers) {

        private static Handshake of(ServerUpgradeRequest request) {
            Map<String, String> headers = new TreeMap<>();
            request.getHeaders().forEach(field -> headers.put(field.getLowerCaseName(), field.getValue()));
            return new Handshake(request.getHttpURI().getPath(), headers);
        }

        /** A header field; empty when it is not there. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /**
     * A handshake.
     *
     * @param at when it came
     * @param status HTTP status it was answered with; 101 is a connection
     * @param handshake what was asked for
     */
    public record Attempt(Instant at, int status, Handshake handshake) {}

    /** One connection. Public because Jetty calls it. */
    public final class Endpoint implements Session.Listener.AutoDemanding {

        private final Handshake handshake;
        private Session session;

        Endpoint(Handshake handshake) {
            this.handshake = handshake;
        }

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
            sessions.add(opened);
            handshakes.add(handshake);
            log(Frame.Kind.EVENT, "connected to " + handshake.path());
        }

        @Override
        public void onWebSocketText(String message) {
            handle(session, message);
        }

        @Override
        public void onWebSocketPing(ByteBuffer payload) {
            pings.add(Instant.now());
            if (pongs) {
                session.sendPong(payload, Callback.NOOP);
            }
        }

        @Override
        public void onWebSocketClose(int code, String reason) {
            sessions.remove(session);
            log(Frame.Kind.EVENT, "closed " + code + " " + reason);
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            log(Frame.Kind.EVENT, "error " + cause);
        }
    }
}
