// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.Token;
import io.gatewatt.driver.TokenReader;
import io.gatewatt.loop.Loop;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.station.FaultState;
import io.gatewatt.station.IdToken;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The readers, each with the connectors it serves. Only on the loop. */
final class ReaderDesk {

    private final Loop loop;
    private final Listening<TokenReader> listening;
    private final BiConsumer<SortedSet<Integer>, IdToken> sink;
    private final IdentityHashMap<TokenReader, Desk> desks = new IdentityHashMap<>();
    private Optional<Duration> emptySince = Optional.empty();

    /**
     * @param sink is given each token shown, with the connectors of its reader
     */
    ReaderDesk(Loop loop, Lanes lanes, BiConsumer<SortedSet<Integer>, IdToken> sink) {
        this.loop = loop;
        this.listening = new Listening<>(
                "reader", lanes, reader -> reader.listen(token -> loop.submit("token", () -> shown(reader, token))));
        this.sink = sink;
    }

    /** A reader serves a connector. */
    void bind(int connector, TokenReader reader) {
        emptySince = Optional.empty();
        desks.computeIfAbsent(reader, r -> new Desk()).connectors.add(connector);
        listening.bind(reader);
    }

    /** A reader serves a connector no longer. */
    void unbind(int connector, TokenReader reader) {
        Desk desk = desks.get(reader);
        if (desk == null || !desk.connectors.remove(connector) || !desk.connectors.isEmpty()) {
            return;
        }
        desks.remove(reader);
        listening.unbind(reader);
        if (desks.isEmpty()) {
            emptySince = Optional.of(loop.uptime());
        }
    }

    private void shown(TokenReader reader, Token token) {
        Desk desk = desks.get(reader);
        if (desk == null) {
            return;
        }
        sink.accept(new TreeSet<>(desk.connectors), new IdToken(token.value()));
    }

    /** What is wrong: there were readers, and there has been none for too long. Remote starts still work. */
    Optional<FaultState> fault() {
        return emptySince
                .filter(since -> loop.uptime().minus(since).compareTo(Timing.GRACE) >= 0)
                .map(since -> new FaultState(DeviceFault.Kind.READER, "", "no reader", false));
    }

    void close() {
        listening.close();
        desks.clear();
    }

    private static final class Desk {

        private final SortedSet<Integer> connectors = new TreeSet<>();
    }
}
