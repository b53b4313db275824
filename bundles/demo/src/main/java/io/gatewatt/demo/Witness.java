// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import io.gatewatt.ocpp.Frame;
import io.gatewatt.ocpp.FrameLog;
import io.gatewatt.ocpp.Link;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.StationSnapshot;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Watches the station and waits for what has to come. */
final class Witness {

    private static final long LOOK_MILLIS = 40;

    private final Supplier<StationSnapshot> station;
    private final Supplier<Link> link;
    private final FrameLog frames;

    Witness(Supplier<StationSnapshot> station, Supplier<Link> link, FrameLog frames) {
        this.station = station;
        this.link = link;
        this.frames = frames;
    }

    /** Something that should have happened has not. */
    static final class Missed extends Exception {
        private static final long serialVersionUID = 1L;

        Missed(String words) {
            super(words);
        }
    }

    void online() throws Missed, InterruptedException {
        await(
                "the central system to accept the station",
                Duration.ofSeconds(30),
                () -> link.get().online());
    }

    void status(int connector, ConnectorStatus wanted) throws Missed, InterruptedException {
        await(
                "connector " + connector + " to become " + wanted,
                Duration.ofSeconds(15),
                () -> station.get()
                        .connector(connector)
                        .filter(c -> c.status() == wanted)
                        .isPresent());
    }

    /** Number of the last frame. */
    long lastFrame() {
        return frames.since(0).stream().mapToLong(Frame::sequence).max().orElse(0);
    }

    /** Waits until that many frames of an action have gone out after the given one. */
    void sent(String action, int count, long after) throws Missed, InterruptedException {
        await(
                count + " " + action + " to be sent",
                Duration.ofSeconds(30),
                () -> count(action, Frame.Direction.SENT, after) >= count);
    }

    /** Waits for the answer to an action after the given frame. */
    void answered(String action, long after) throws Missed, InterruptedException {
        await(
                "the answer to " + action,
                Duration.ofSeconds(30),
                () -> count(action, Frame.Direction.RECEIVED, after) > 0);
    }

    /** A number in the last frame of an action that has it. */
    long number(String action, Frame.Direction direction, String field) throws Missed {
        Pattern pattern = Pattern.compile("\"" + field + "\"\\s*:\\s*(-?\\d+)");
        return frames.since(0).stream()
                .filter(f -> f.action().equals(action) && f.direction() == direction)
                .map(f -> pattern.matcher(f.text()))
                .filter(Matcher::find)
                .map(m -> Long.parseLong(m.group(1)))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new Missed("found no " + field + " in " + action));
    }

    /** Whether the connector's meter has been read. */
    boolean measured(int connector) {
        return station.get()
                .connector(connector)
                .filter(c -> c.reading().isPresent())
                .isPresent();
    }

    void await(String what, Duration limit, BooleanSupplier met) throws Missed, InterruptedException {
        if (!within(limit, met)) {
            Link now = link.get();
            throw new Missed("waited " + limit.toSeconds() + " s for " + what
                    + (now.online()
                            ? ""
                            : "; the link is " + now.state() + ", " + now.registration() + ": " + now.detail()));
        }
    }

    /** Waits at most so long; whether it has come. */
    boolean within(Duration limit, BooleanSupplier met) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!met.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    /** How many frames of an action went so after the given one. */
    long count(String action, Frame.Direction direction, long after) {
        return frames.since(after).stream()
                .filter(f -> f.action().equals(action) && f.direction() == direction)
                .count();
    }
}
