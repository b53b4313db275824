// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wire on Jetty's client. What blocks (start, stop, reading secrets) happens on a thread of its own that ends when idle. */
public final class JettyWire implements Wire {

    private static final Logger LOG = LoggerFactory.getLogger(JettyWire.class);
    private static final int SWITCHED = 101;
    private static final int UNAUTHORIZED = 401;

    private final Supplier<ConnectorSource> sources;
    private final Secrets secrets;
    private final ExecutorService worker;

    // The following belong to the worker.
    private final Passwords passwords;
    private JettyClient client;
    private ConnectorSource source;
    private boolean secure;
    private Optional<Path> truststore = Optional.empty();
    private JettyConnection last;

    /**
     * A wire that has not started anything yet.
     *
     * @param sources the connector source in force, asked at each attempt
     * @param secrets where the keys are
     */
    public JettyWire(Supplier<ConnectorSource> sources, Secrets secrets) {
        this.sources = sources;
        this.secrets = secrets;
        this.passwords = new Passwords(secrets);
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "gatewatt-connect");
                    thread.setDaemon(true);
                    return thread;
                });
        one.allowCoreThreadTimeOut(true);
        worker = one;
    }

    @Override
    public Attempt connect(Endpoint to, Listener listener) {
        LateAttempt attempt = new LateAttempt();
        try {
            worker.execute(() -> attempt(to, listener, attempt));
        } catch (RejectedExecutionException e) {
            listener.failed("the station stops");
        }
        return attempt;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what completes it is heard
    private void attempt(Endpoint to, Listener listener, LateAttempt attempt) {
        if (attempt.cancelled()) {
            return;
        }
        JettyConnection connection;
        ClientUpgradeRequest request;
        Optional<String> password = Optional.empty();
        try {
            prepare(to);
            password = passwords.next();
            request = request(to, password);
            connection = new JettyConnection(client, to, listener);
        } catch (Exception | LinkageError e) {
            LOG.debug("no attempt possible", e);
            passwords.refused(password);
            listener.failed(
                    e instanceof java.io.IOException || e instanceof IllegalArgumentException
                            ? e.getMessage()
                            : e.toString());
            return;
        }
        last = connection;
        attempt.became(connection);
        Optional<String> shown = password;
        JettyClient asked = client;
        try {
            asked.webSocket().connect(connection, to.uri(), request).whenComplete((session, failure) -> {
                // Before anybody is told, so that the next attempt already knows.
                later(() -> ended(shown, asked, failure));
                if (failure != null) {
                    LOG.debug("connecting failed", failure);
                    connection.failed(failure);
                }
            });
        } catch (Exception e) {
            connection.failed(e);
        }
    }

    private void later(Runnable task) {
        try {
            worker.execute(task);
        } catch (RejectedExecutionException e) {
            // The station stops: nothing follows that would have to know.
        }
    }

    private void ended(Optional<String> shown, JettyClient asked, Throwable failure) {
        int status = Words.status(failure);
        if (failure == null) {
            passwords.letIn(shown);
        } else if (status == UNAUTHORIZED) {
            passwords.refused(shown);
        } else if (status == SWITCHED && asked == client) {
            // Upgraded, but not as agreed: Jetty forgets the socket without closing it, and nobody else can.
            client.stop();
            client = null;
        }
    }

    private void prepare(Endpoint to) throws Exception {
        ConnectorSource wanted = sources.get();
        // A trust store is read again for each attempt, because its file may have changed.
        if (client != null
                && source == wanted
                && secure == to.secure()
                && truststore.isEmpty()
                && to.truststore().isEmpty()) {
            return;
        }
        if (client != null) {
            client.stop();
            client = null;
        }
        client = new JettyClient(wanted, to.secure(), to.truststore(), secrets);
        source = wanted;
        secure = to.secure();
        truststore = to.truststore();
    }

    private static ClientUpgradeRequest request(Endpoint to, Optional<String> password) {
        ClientUpgradeRequest request = new ClientUpgradeRequest();
        request.setSubProtocols(JettyConnection.SUB_PROTOCOL);
        request.setTimeout(JettyClient.CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        password.ifPresent(
                key -> request.setHeader("Authorization", BasicAuth.header(to.identity(), key, to.keyFormat())));
        return request;
    }

    /** Says good-bye on an open connection and stops. Blocks for a few seconds at most. */
    public void stop() {
        if (worker.isShutdown()) {
            return;
        }
        worker.execute(() -> {
            if (last != null) {
                last.closeAndWait("the station stops");
            }
            if (client != null) {
                client.stop();
            }
        });
        worker.shutdown();
        try {
            if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("the wire did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
