package io.gatewatt.station.core;

import io.gatewatt.driver.Token;
import io.gatewatt.driver.TokenReader;
import io.gatewatt.loop.Loop;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.station.FaultState;
import io.gatewatt.station.IdToken;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The readers, each with the connectors it serves; repeated readings of the same token are one. Only on the loop. */
final class ReaderDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ReaderDesk.class);

    private final Loop loop;
    private final Lanes lanes;
    private final BiConsumer<SortedSet<Integer>, IdToken> sink;
    private final Map<TokenReader, Desk> desks = new IdentityHashMap<>();
    private Optional<Duration> emptySince = Optional.empty();

    /**
     * @param sink is given each token shown, with the connectors of its reader
     */
    ReaderDesk(Loop loop, Lanes lanes, BiConsumer<SortedSet<Integer>, IdToken> sink) {
        this.loop = loop;
        this.lanes = lanes;
        this.sink = sink;
    }

    /** A reader serves a connector. */
    void bind(int connector, TokenReader reader) {
        emptySince = Optional.empty();
        desks.computeIfAbsent(reader, Desk::new).connectors.add(connector);
    }

    /** A reader serves a connector no longer. */
    void unbind(int connector, TokenReader reader) {
        Desk desk = desks.get(reader);
        if (desk == null || !desk.connectors.remove(connector) || !desk.connectors.isEmpty()) {
            return;
        }
        desks.remove(reader);
        desk.close();
        if (desks.isEmpty()) {
            emptySince = Optional.of(loop.uptime());
        }
    }

    /** What is wrong: there were readers, and there has been none for too long. Remote starts still work. */
    Optional<FaultState> fault() {
        return emptySince.filter(since -> loop.uptime().minus(since).compareTo(Timing.GRACE) >= 0)
                .map(since -> new FaultState(DeviceFault.Kind.READER, "", "no reader", false));
    }

    void close() {
        Map.copyOf(desks).values().forEach(Desk::close);
        desks.clear();
    }

    private final class Desk {

        private final TokenReader reader;
        private final SortedSet<Integer> connectors = new TreeSet<>();
        private final AtomicReference<AutoCloseable> listening = new AtomicReference<>(() -> {});
        private final DeviceLane lane;
        private boolean closed;
        private Optional<IdToken> last = Optional.empty();
        private Duration lastAt = Duration.ZERO;

        Desk(TokenReader reader) {
            this.reader = reader;
            this.lane = lanes.open("reader", reader);
            lane.call("listen", Timing.DEADLINE, reader, device -> {
                listening.set(device.listen(token -> loop.submit("token", () -> shown(token))));
                return true;
            }).onFailure(why -> LOG.warn("a reader cannot be used: {}", why.getMessage()));
        }

        private void shown(Token token) {
            IdToken id = new IdToken(token.value());
            boolean repeated = last.equals(Optional.of(id)) && loop.uptime().minus(lastAt).compareTo(Timing.DEBOUNCE) < 0;
            last = Optional.of(id);
            lastAt = loop.uptime();
            if (!closed && !repeated) {
                sink.accept(new TreeSet<>(connectors), id);
            }
        }

        void close() {
            closed = true;
            lane.call("end of listening", Timing.DEADLINE, reader, device -> {
                listening.get().close();
                return true;
            }).onFailure(why -> LOG.debug("a reader did not end its listening: {}", why.getMessage()));
            lanes.close(reader);
        }
    }
}
