// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A central system for one station, on a free port of 127.0.0.1, that speaks ocpp1.6. */
final class DemoCsms extends WebSocketServer {

    private static final Logger LOG = LoggerFactory.getLogger(DemoCsms.class);
    private static final int FIVE_DIGITS = 100_000;

    private static final int NUDGE_MILLIS = 100;

    private final ScheduledExecutorService nudge = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo-csms-nudge");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch started = new CountDownLatch(1);
    private final CsmsAnswers answers =
            new CsmsAnswers(Clock.systemUTC(), (int) (System.currentTimeMillis() / 1000 % FIVE_DIGITS));
    private volatile Exception failure;

    private DemoCsms() {
        super(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                1,
                List.of(new Draft_6455(List.of(), List.of(new Protocol("ocpp1.6")))));
        setDaemon(true);
        setReuseAddr(true);
    }

    /** A central system that listens. */
    static DemoCsms open() throws IOException, InterruptedException {
        DemoCsms csms = new DemoCsms();
        csms.start();
        if (!csms.started.await(10, TimeUnit.SECONDS) || csms.failure != null) {
            throw new IOException("the demo central system cannot listen on 127.0.0.1", csms.failure);
        }
        return csms;
    }

    /** Its address, without an identity. */
    String url() {
        return "ws://127.0.0.1:" + getPort() + "/ocpp";
    }

    /** Asks the station to end a session. */
    void remoteStop(int transactionId) {
        broadcast(answers.remoteStop(transactionId));
    }

    // The library's selector can overlook a frame that is queued just as it has emptied the queue; it would lie there
    // until the next one.
    private void nudge() {
        getConnections().stream().filter(WebSocket::hasBufferedData).forEach(this::onWriteDemand);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with its thread
    public void onStart() {
        nudge.scheduleWithFixedDelay(this::nudge, NUDGE_MILLIS, NUDGE_MILLIS, TimeUnit.MILLISECONDS);
        started.countDown();
    }

    @Override
    public void stop(int timeout) throws InterruptedException {
        nudge.shutdownNow();
        super.stop(timeout);
    }

    @Override
    public void onMessage(WebSocket station, String frame) {
        answers.answer(frame).ifPresent(station::send);
    }

    @Override
    public void onError(WebSocket station, Exception problem) {
        if (station == null) {
            failure = problem;
            started.countDown();
        }
        LOG.warn("demo central system: {}", problem.toString());
    }

    @Override
    public void onOpen(WebSocket station, ClientHandshake handshake) {
        LOG.debug("station at {}", handshake.getResourceDescriptor());
    }

    @Override
    public void onClose(WebSocket station, int code, String reason, boolean remote) {
        LOG.debug("station gone: {} {}", code, reason);
    }
}
