// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol;

import io.gatewatt.ocpp.protocol.wire.Endpoint;
import io.gatewatt.ocpp.protocol.wire.Wire;
import java.util.ArrayList;
import java.util.List;

/** A wire that the test is the other end of. */
public final class FakeWire implements Wire {

    public final List<Line> lines = new ArrayList<>();

    @Override
    public Attempt connect(Endpoint to, Listener listener) {
        Line line = new Line(to, listener);
        lines.add(line);
        return line;
    }

    /** The latest attempt. */
    public Line last() {
        return lines.get(lines.size() - 1);
    }

    /** One attempt and its connection. */
    public static final class Line implements Attempt, Connection {

        public final Endpoint to;
        public final Listener listener;
        public final List<String> sent = new ArrayList<>();
        public final List<Runnable> written = new ArrayList<>();
        public boolean holdWrites;
        public int pings;
        public boolean cancelled;
        public String closed = "";
        public boolean aborted;
        private int read;

        Line(Endpoint to, Listener listener) {
            this.to = to;
            this.listener = listener;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public void send(String text, Runnable done) {
            sent.add(text);
            if (holdWrites) {
                written.add(done);
            } else {
                done.run();
            }
        }

        @Override
        public void ping() {
            pings++;
        }

        @Override
        public void close(String why) {
            closed = why;
        }

        @Override
        public void abort() {
            aborted = true;
        }

        /** Frames sent since the last call of this. */
        public List<String> fresh() {
            List<String> fresh = List.copyOf(sent.subList(read, sent.size()));
            read = sent.size();
            return fresh;
        }
    }
}
