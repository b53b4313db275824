// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatt.ocpp.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns facts into server-sent events for all open pages: {@code state} when something changed, {@code frames} with the
 * new frames. Changes between two {@linkplain #tick() ticks} make one event. Confined to one thread.
 */
final class Feed {

    private static final byte[] BEAT = bytes(": still here\n\n");

    private final FactSource source;
    private final int ticksPerBeat;
    private final List<Listener> listeners = new ArrayList<>();
    private Facts told;
    private String epoch = "";
    private long lastFrame;
    private int quietTicks;

    /** @param ticksPerBeat ticks without an event after which a comment keeps the connection open */
    Feed(FactSource source, int ticksPerBeat) {
        this.source = source;
        this.ticksPerBeat = ticksPerBeat;
    }

    /**
     * Adds a page and tells it the whole state.
     *
     * @param lastEventId the last event a page that comes back has seen; null or empty for a new one
     */
    void add(Listener listener, String lastEventId) {
        tick();
        long seen = seenOf(lastEventId);
        List<Frame> missed = source.framesSince(seen).stream()
                .filter(f -> f.sequence() <= lastFrame)
                .toList();
        if (listener.send(event("state", state())) && listener.send(event("frames", frames(missed, seen == 0)))) {
            listeners.add(listener);
        } else {
            listener.close();
        }
    }

    /** Tells all pages what is new. */
    void tick() {
        boolean quiet = true;
        Facts facts = source.facts();
        if (!facts.sameAs(told)) {
            told = facts;
            quiet = false;
            broadcast(event("state", state()));
        }
        boolean reset = !source.epoch().equals(epoch);
        if (reset) {
            epoch = source.epoch();
            lastFrame = 0;
        }
        List<Frame> news = source.framesSince(lastFrame);
        if (reset || !news.isEmpty()) {
            quiet = false;
            lastFrame = news.isEmpty() ? lastFrame : news.get(news.size() - 1).sequence();
            broadcast(event("frames", frames(news, reset)));
        }
        quietTicks = quiet ? quietTicks + 1 : 0;
        if (quietTicks >= ticksPerBeat) {
            quietTicks = 0;
            broadcast(BEAT);
        }
    }

    int size() {
        return listeners.size();
    }

    /** Ends all streams. */
    void close() {
        listeners.forEach(Listener::close);
        listeners.clear();
    }

    private ObjectNode state() {
        return StateView.of(told, source.now());
    }

    private ObjectNode frames(List<Frame> frames, boolean reset) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("reset", reset);
        json.set("frames", FrameView.of(frames));
        return json;
    }

    private void broadcast(byte[] event) {
        listeners.removeIf(listener -> {
            boolean gone = !listener.send(event);
            if (gone) {
                listener.close();
            }
            return gone;
        });
    }

    private byte[] event(String name, ObjectNode data) {
        return bytes("id: " + epoch + "_" + lastFrame + "\nevent: " + name + "\ndata: " + data + "\n\n");
    }

    /** The frame an event id tells of, 0 when it is none of this epoch. */
    private long seenOf(String eventId) {
        String prefix = epoch + "_";
        if (eventId == null || !eventId.startsWith(prefix)) {
            return 0;
        }
        String number = eventId.substring(prefix.length());
        return number.matches("\\d{1,18}") ? Long.parseLong(number) : 0;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
