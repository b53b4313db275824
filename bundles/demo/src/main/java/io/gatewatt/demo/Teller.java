// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import io.gatewatt.ocpp.Frame;
import java.io.PrintStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongSupplier;

/** Prints the story on its own thread, in order, so that a slow terminal holds up nothing. What it cannot take is left out. */
final class Teller implements AutoCloseable {

    private static final int LONGEST_QUEUE = 1000;

    private final BlockingQueue<Runnable> lines = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final PrintStream out;
    private final Layout layout;
    private final LongSupplier millis;
    private final long start;
    private final Narrator narrator = new Narrator();
    private final Thread thread = new Thread(this::print, "demo-teller");

    /** @param start when the story began, in the time of millis */
    Teller(PrintStream out, Layout layout, LongSupplier millis, long start) {
        this.out = out;
        this.layout = layout;
        this.millis = millis;
        this.start = start;
        thread.setDaemon(true);
        thread.start();
    }

    void act(String words) {
        double at = seconds();
        lines.offer(() -> out.println(layout.act(at, words)));
    }

    void note(String words) {
        lines.offer(() -> out.println(layout.note(words)));
    }

    void frame(Frame frame) {
        double at = seconds();
        lines.offer(() -> {
            Narrator.Told told = narrator.tell(frame);
            if (!told.nothing()) {
                out.println(layout.frame(at, told.words(), frame.direction() == Frame.Direction.SENT, told.brief()));
            }
        });
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private double seconds() {
        return (millis.getAsLong() - start) / 1000.0;
    }

    private void print() {
        try {
            while (true) {
                lines.take().run();
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
