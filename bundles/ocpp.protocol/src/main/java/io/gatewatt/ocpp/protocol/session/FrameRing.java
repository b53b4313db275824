// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import io.gatewatt.ocpp.Frame;
import io.gatewatt.ocpp.Frame.Direction;
import io.gatewatt.ocpp.FrameLog;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last frames in a ring. Written on the loop, read from any thread, so the ring has a lock: this object. */
public final class FrameRing implements FrameLog {

    private static final Logger LOG = LoggerFactory.getLogger(FrameRing.class);
    private static final int KEPT = 500;

    private final Deque<Frame> frames = new ArrayDeque<>(KEPT);
    private final List<Consumer<Frame>> listeners = new CopyOnWriteArrayList<>();
    private long sequence;

    /** Adds a frame; secrets are masked here. */
    @SuppressWarnings("ModifyCollectionInEnhancedForLoop") // a CopyOnWriteArrayList allows it
    public void add(Instant at, Direction direction, String action, String text, long millis) {
        Frame frame;
        synchronized (this) {
            frame = new Frame(++sequence, at, direction, action, Masker.mask(action, text), millis);
            if (frames.size() == KEPT) {
                frames.removeFirst();
            }
            frames.addLast(frame);
        }
        for (Consumer<Frame> listener : listeners) {
            try {
                listener.accept(frame);
            } catch (Throwable e) { // NOPMD: a broken page must not disturb the wire
                LOG.warn("a frame listener failed and is not told any more", e);
                listeners.remove(listener);
            }
        }
    }

    @Override
    public synchronized List<Frame> since(long after) {
        List<Frame> found = new ArrayList<>();
        for (Frame frame : frames) {
            if (frame.sequence() > after) {
                found.add(frame);
            }
        }
        return List.copyOf(found);
    }

    @Override
    @SuppressWarnings("UnnecessaryMethodReference") // it makes an object
    public AutoCloseable listen(Consumer<Frame> listener) {
        // Wrapped, so that one consumer may listen twice and close each on its own.
        Consumer<Frame> own = listener::accept;
        listeners.add(own);
        return () -> listeners.remove(own);
    }
}
