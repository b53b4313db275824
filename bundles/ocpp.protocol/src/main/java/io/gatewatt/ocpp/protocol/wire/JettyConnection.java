// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt and the connection it becomes. Public because Jetty calls it. */
public final class JettyConnection implements Session.Listener.AutoDemanding, Wire.Connection, Wire.Attempt {

    private static final Logger LOG = LoggerFactory.getLogger(JettyConnection.class);

    static final String SUB_PROTOCOL = "ocpp1.6";

    private static final Duration GOOD_BYE = Duration.ofSeconds(2);
    private static final int MAX_REASON_BYTES = 123;

    private final JettyClient client;
    private final Wire.Listener listener;
    private final Endpoint to;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Session session;
    private volatile boolean open;
    /** A binary message came; only on the thread that reads. */
    private boolean binary;

    private volatile Throwable error;

    JettyConnection(JettyClient client, Endpoint to, Wire.Listener listener) {
        this.client = client;
        this.to = to;
        this.listener = listener;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        String agreed = opened.getUpgradeResponse().getAcceptedSubProtocol();
        if (!SUB_PROTOCOL.equals(agreed)) {
            fail(Words.subProtocol(agreed, to));
            close("sub-protocol " + SUB_PROTOCOL + " is required");
        } else if (decided.compareAndSet(false, true)) {
            open = true;
            listener.opened(this);
        } else {
            close("not wanted any more");
        }
    }

    void failed(Throwable failure) {
        fail(Words.of(failure, to));
    }

    void fail(String why) {
        if (decided.compareAndSet(false, true)) {
            listener.failed(why);
        }
    }

    @Override
    public void onWebSocketText(String message) {
        if (open) {
            listener.text(message);
        }
    }

    /** In parts, for there is no limit then: nothing of it is kept. */
    @Override
    public void onWebSocketPartialBinary(ByteBuffer payload, boolean last, Callback callback) {
        if (!binary) {
            binary = true;
            LOG.warn(
                    "{} sends a binary message, but OCPP-J is text: it is ignored, as are all further ones",
                    to.authority());
        }
        callback.succeed();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        if (open) {
            listener.pong();
        }
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        error = cause;
    }

    @Override
    public void onWebSocketClose(int status, String reason) {
        ended.countDown();
        if (open) {
            open = false;
            listener.closed(ending(status), closeWords(status, reason));
        }
    }

    private Wire.Ending ending(int status) {
        return switch (status) {
            case StatusCode.NO_CLOSE -> Wire.Ending.CUT;
            case StatusCode.SHUTDOWN -> error == null ? Wire.Ending.UNRELATED : Wire.Ending.CUT;
            case StatusCode.SERVICE_RESTART, StatusCode.TRY_AGAIN_LATER -> Wire.Ending.UNRELATED;
            default -> Wire.Ending.CLOSED;
        };
    }

    private String closeWords(int status, String reason) {
        String words = reason == null || reason.isBlank() ? "" : " " + reason;
        if (status == StatusCode.NO_CLOSE || status == StatusCode.SHUTDOWN && error != null) {
            String cause = error == null || error.getMessage() == null ? "" : " (" + error.getMessage() + ")";
            return "the connection to " + to.authority() + " broke" + cause;
        }
        return "the connection to " + to.authority() + " was closed (" + status + words + ")";
    }

    @Override
    public void send(String text, Runnable done) {
        session.sendText(text, Callback.from(done, failure -> done.run()));
    }

    @Override
    public void ping() {
        session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
    }

    @Override
    public void close(String why) {
        Session closing = session;
        if (closing == null) {
            return;
        }
        closing.close(StatusCode.NORMAL, shortened(why), Callback.NOOP);
        client.after(GOOD_BYE, closing::disconnect);
    }

    private static String shortened(String why) {
        String text = why;
        while (text.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }

    @Override
    public void abort() {
        Session closing = session;
        if (closing != null) {
            closing.disconnect();
        }
    }

    @Override
    public void cancel() {
        if (!decided.compareAndSet(false, true)) {
            abort();
        }
    }

    /** Closes an open connection and waits for the good-bye; for the end of the station's work. */
    void closeAndWait(String why) {
        cancel(why);
        if (session == null) {
            return;
        }
        try {
            ended.await(GOOD_BYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cancel(String why) {
        decided.set(true);
        close(why);
    }
}
