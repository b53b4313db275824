// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A started Jetty WebSocket client with few threads. Starting and stopping block. */
final class JettyClient {

    /** Time for connecting the socket and, again, for the HTTP upgrade. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(JettyClient.class);
    private static final long MAX_TEXT_BYTES = 1L << 20;

    private final ConnectorSource source;
    private final ClientConnector connector;
    private final HttpClient http;
    private final WebSocketClient client;

    JettyClient(ConnectorSource source, boolean secure, Optional<Path> truststore, Secrets secrets) throws Exception {
        QueuedThreadPool threads = small(new QueuedThreadPool(), 8, 2);
        this.source = source;
        connector = source.take();
        connector.setSelectors(1);
        connector.setSslContextFactory(secure ? tls(truststore, secrets) : new NoTls());
        http = new HttpClient(new HttpClientTransportOverHTTP(connector));
        http.setExecutor(threads);
        http.setName("gatewatt-wire");
        http.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
        http.setFollowRedirects(false);
        http.setHttpCookieStore(new HttpCookieStore.Empty());
        client = new WebSocketClient(http);
        // Jetty brings a pool of its own for extensions, which are not used here: 8 threads for nothing.
        client.getContainedBeans(QueuedThreadPool.class).stream()
                .filter(pool -> pool != threads)
                .forEach(pool -> small(pool, 2, 0));
        client.setStopAtShutdown(false);
        client.setMaxTextMessageSize(MAX_TEXT_BYTES);
        // Pings with supervised pongs watch the link. Jetty's own limit would end a quiet one.
        client.setIdleTimeout(Duration.ZERO);
        try {
            client.start();
        } catch (Exception e) {
            stop();
            throw e;
        }
        // A 401 is told as it is, whether a proper challenge came with it or not.
        http.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
    }

    private static SslContextFactory.Client tls(Optional<Path> truststore, Secrets secrets) throws Exception {
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        if (truststore.isPresent()) {
            tls.setTrustStore(TrustStores.read(truststore.get(), secrets.find("truststorePassword")));
        }
        return tls;
    }

    /** For a plain connection. Jetty starts a factory in any case, and that one would read all certificates of the JVM. */
    private static final class NoTls extends SslContextFactory.Client {

        @Override
        protected void doStart() {
            // nothing is encrypted
        }
    }

    private static QueuedThreadPool small(QueuedThreadPool pool, int max, int min) {
        pool.setMinThreads(min);
        pool.setMaxThreads(max);
        pool.setReservedThreads(0);
        pool.setName("gatewatt-wire");
        pool.setDaemon(true);
        return pool;
    }

    WebSocketClient webSocket() {
        return client;
    }

    void after(Duration delay, Runnable task) {
        http.getScheduler().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        try {
            client.stop();
        } catch (Exception e) {
            LOG.warn("the WebSocket client did not stop properly", e);
        }
        try {
            http.stop();
        } catch (Exception e) {
            LOG.warn("the HTTP client did not stop properly", e);
        }
        source.giveBack(connector);
    }
}
