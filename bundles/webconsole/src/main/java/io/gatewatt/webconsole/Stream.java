// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * One open stream, written without ever waiting for the browser: what it cannot take yet is kept up to a bound, and a browser that takes
 * nothing for too long is dropped. Its monitor guards all fields: the feed and the container's threads come here.
 */
final class Stream implements Listener, WriteListener, AsyncListener {

    private static final int MOST_BYTES = 2 << 20;
    private static final long LONGEST_STALL_NANOS = 20_000_000_000L;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final LongSupplier nanos;
    private final Runnable whenClosed;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean writable;
    private boolean closed;
    private long lastProgress;

    Stream(AsyncContext context, LongSupplier nanos, Runnable whenClosed) throws IOException {
        this.context = context;
        this.nanos = nanos;
        this.whenClosed = whenClosed;
        out = context.getResponse().getOutputStream();
        lastProgress = nanos.getAsLong();
        context.addListener(this);
        out.setWriteListener(this);
    }

    @Override
    public synchronized boolean send(byte[] event) {
        if (closed) {
            return false;
        }
        if (waiting.isEmpty()) {
            lastProgress = nanos.getAsLong();
        }
        waiting.add(event);
        waitingBytes += event.length;
        try {
            drain();
        } catch (IOException e) {
            return false;
        }
        return waitingBytes <= MOST_BYTES && nanos.getAsLong() - lastProgress <= LONGEST_STALL_NANOS;
    }

    @Override
    public synchronized void onWritePossible() throws IOException {
        writable = true;
        drain();
    }

    private void drain() throws IOException {
        while (writable && !closed) {
            if (!out.isReady()) {
                writable = false;
                return;
            }
            byte[] next = waiting.poll();
            if (next == null) {
                out.flush();
                return;
            }
            waitingBytes -= next.length;
            lastProgress = nanos.getAsLong();
            out.write(next);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            waiting.clear();
        }
        whenClosed.run();
        try {
            context.complete();
        } catch (IllegalStateException e) {
            // the container was faster
        }
    }

    @Override
    public void onError(Throwable failure) {
        close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // starts once
    }
}
