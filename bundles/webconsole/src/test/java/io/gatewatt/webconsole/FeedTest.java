// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.ocpp.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedTest {

    private final FakeSource source = new FakeSource();
    private final Feed feed = new Feed(source, 3);

    @Test
    void aNewPageIsToldEverythingOnce() {
        source.frames.add(Examples.frame(1, "[2,\"a\",\"Heartbeat\",{}]"));
        Page page = new Page();
        feed.add(page, null);

        assertEquals(List.of("state", "frames"), page.names());
        assertTrue(page.last().contains("\"reset\":true") && page.last().contains("\"seq\":1"), page.last());

        feed.tick();
        assertEquals(2, page.events.size(), "nothing new, nothing told");
    }

    @Test
    void changesOfOneTickMakeOneEvent() {
        Page page = new Page();
        feed.add(page, null);
        source.wh = 1100;
        source.frames.add(Examples.frame(1, "[2,\"a\",\"Heartbeat\",{}]"));
        source.frames.add(Examples.frame(2, "[3,\"a\",{}]"));
        feed.tick();

        assertEquals(List.of("state", "frames", "state", "frames"), page.names());
        assertTrue(page.last().contains("\"seq\":1")
                && page.last().contains("\"seq\":2")
                && page.last().contains("\"reset\":false"));
    }

    @Test
    void aPageThatComesBackGetsOnlyWhatItMissed() {
        for (int i = 1; i <= 3; i++) {
            source.frames.add(Examples.frame(i, "[2,\"" + i + "\",\"Heartbeat\",{}]"));
        }
        Page page = new Page();
        feed.add(page, "e1_2");

        assertTrue(page.last().startsWith("id: e1_3\n"), page.last());
        assertTrue(page.last().contains("\"seq\":3") && !page.last().contains("\"seq\":2"), page.last());
        assertTrue(page.last().contains("\"reset\":false"), page.last());
    }

    @Test
    void anIdOfAnotherEpochOrNonsenseCountsAsNew() {
        source.frames.add(Examples.frame(1, "[2,\"a\",\"Heartbeat\",{}]"));
        for (String id : new String[] {"e0_7", "e1", "e1_", "e1_x", "\"><script>", ""}) {
            Page page = new Page();
            feed.add(page, id);
            assertTrue(page.last().contains("\"reset\":true") && page.last().contains("\"seq\":1"), id);
        }
    }

    @Test
    void framesCountedAnewResetThePage() {
        source.frames.add(Examples.frame(9, "[2,\"a\",\"Heartbeat\",{}]"));
        Page page = new Page();
        feed.add(page, null);
        source.frames.clear();
        source.frames.add(Examples.frame(1, "[2,\"b\",\"Heartbeat\",{}]"));
        source.epoch = "e2";
        feed.tick();

        assertTrue(page.last().contains("\"reset\":true") && page.last().contains("\"seq\":1"), page.last());
    }

    @Test
    void aSlowPageIsDroppedAndTheOthersGoOn() {
        Page slow = new Page();
        Page good = new Page();
        feed.add(slow, null);
        feed.add(good, null);
        slow.takes = false;
        source.wh = 1100;
        feed.tick();

        assertTrue(slow.closed);
        assertFalse(good.closed);
        assertEquals(1, feed.size());
        assertEquals(3, good.events.size());
    }

    @Test
    void quietTicksEndInABeat() {
        Page page = new Page();
        feed.add(page, null);
        for (int i = 0; i < 3; i++) {
            feed.tick();
        }

        assertEquals(": still here\n\n", page.last());
    }

    @Test
    void hostileTextStaysInsideItsLine() {
        source.frames.add(Examples.frame(1, "[2,\"a\n\nevent: evil\ndata: x\",\"X\",{}]"));
        Page page = new Page();
        feed.add(page, null);

        assertEquals(4, page.last().chars().filter(c -> c == '\n').count(), "id, event, data and the empty line");
    }

    private static final class Page implements Listener {
        private final List<String> events = new ArrayList<>();
        private boolean takes = true;
        private boolean closed;

        @Override
        public boolean send(byte[] event) {
            events.add(new String(event, StandardCharsets.UTF_8));
            return takes;
        }

        @Override
        public void close() {
            closed = true;
        }

        String last() {
            return events.get(events.size() - 1);
        }

        List<String> names() {
            return events.stream()
                    .map(e -> e.replaceAll("(?s).*event: (\\w+).*", "$1"))
                    .toList();
        }
    }

    private static final class FakeSource implements FactSource {
        private final List<Frame> frames = new ArrayList<>();
        private long wh = 1000;
        private String epoch = "e1";

        @Override
        public Facts facts() {
            return new Facts(
                    Optional.of(Examples.station(wh)), Map.of(), Optional.of(Examples.link()), Optional.empty());
        }

        @Override
        public List<Frame> framesSince(long sequence) {
            return frames.stream().filter(f -> f.sequence() > sequence).toList();
        }

        @Override
        public String epoch() {
            return epoch;
        }

        @Override
        public Instant now() {
            return Examples.NOON;
        }
    }
}
