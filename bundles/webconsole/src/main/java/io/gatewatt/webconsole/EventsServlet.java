// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page's live stream, {@code gatewatt/events}. It stands beside the page, not in it, because the console's own servlet is not
 * asynchronous, and in the console's context, so that its login and the {@link GuardFilter} hold. One thread writes all streams; it
 * rests while none is open.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/" + PageServlet.LABEL + "/events",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=org.apache.felix.webconsole)"
        })
public final class EventsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(EventsServlet.class);

    private static final int MOST_STREAMS = 16;
    private static final int TICK_MILLIS = 200;
    private static final int BEAT_MILLIS = 15_000;

    private final transient ScheduledThreadPoolExecutor writer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "gatewatt-console");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger open = new AtomicInteger();
    private final transient Feed feed;
    /** Only on the writer thread. */
    private transient ScheduledFuture<?> ticking;

    /** @param source what to tell */
    @Activate
    public EventsServlet(@Reference FactSource source) {
        feed = new Feed(source, BEAT_MILLIS / TICK_MILLIS);
        writer.setRemoveOnCancelPolicy(true);
    }

    @Deactivate
    void deactivate() {
        try {
            writer.execute(feed::close);
        } finally {
            writer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            writer.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
            writer.shutdown();
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (open.incrementAndGet() > MOST_STREAMS) {
            open.decrementAndGet();
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setContentType("text/plain; charset=utf-8");
            response.getWriter()
                    .println(
                            "Too many open pages: " + MOST_STREAMS + " streams is the limit. This page polls instead.");
            return;
        }
        response.setContentType("text/event-stream; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        Stream stream = new Stream(context, System::nanoTime, open::decrementAndGet);
        String seen = request.getHeader("Last-Event-ID");
        try {
            writer.execute(() -> join(stream, seen));
        } catch (RejectedExecutionException e) {
            stream.close();
        }
    }

    private void join(Stream stream, String seen) {
        try {
            feed.add(stream, seen);
        } catch (RuntimeException e) {
            LOG.warn("a page could not be opened", e);
            stream.close();
        }
        if (ticking == null) {
            ticking = writer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        try {
            feed.tick();
        } catch (RuntimeException e) {
            LOG.warn("pages could not be told", e);
        }
        if (feed.size() == 0) {
            ticking.cancel(false);
            ticking = null;
        }
    }
}
