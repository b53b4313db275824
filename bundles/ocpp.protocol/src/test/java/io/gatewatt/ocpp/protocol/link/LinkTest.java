// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.ocpp.Link.State;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.protocol.FakeWire.Line;
import io.gatewatt.ocpp.protocol.Rig;
import io.gatewatt.ocpp.protocol.Settings;
import io.gatewatt.ocpp.protocol.wire.BasicAuth;
import io.gatewatt.ocpp.protocol.wire.Endpoint;
import io.gatewatt.ocpp.protocol.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

    private final Rig rig = new Rig();

    private State state() {
        return rig.protocol.link().state();
    }

    @Test
    void withoutAddressItIsUnconfiguredAndSaysWhy() {
        rig.protocol.settings(new Settings(Optional.empty(), "set url", Timing.DEFAULT, ReconnectRange.DEFAULT));
        rig.loop.run();
        assertEquals(State.UNCONFIGURED, state());
        assertEquals("set url", rig.protocol.link().detail());
        assertTrue(rig.wire.lines.isEmpty());
    }

    @Test
    void connectsAtOnceAndTellsListeners() {
        List<String> told = new ArrayList<>();
        rig.protocol.add(link -> told.add(link.state() + " " + link.registration()));
        rig.accepted();
        assertEquals(
                List.of("UNCONFIGURED UNKNOWN", "CONNECTING UNKNOWN", "CONNECTED UNKNOWN", "CONNECTED Accepted"), told);
        assertEquals("ws://csms:9000/ocpp/CP1", rig.protocol.link().url());
        assertTrue(rig.protocol.link().online());
    }

    @Test
    void aFailingListenerDisturbsNobody() {
        List<State> told = new ArrayList<>();
        rig.protocol.add(link -> {
            throw new IllegalStateException("broken listener");
        });
        rig.protocol.add(link -> told.add(link.state()));
        rig.accepted();
        assertTrue(told.contains(State.CONNECTED));
    }

    @Test
    void failuresAreRetriedWithGrowingWaits() {
        rig.target("ws://csms:9000/ocpp");
        int[] waits = {1, 2, 4, 8, 16, 30, 30};
        for (int wait : waits) {
            int before = rig.wire.lines.size();
            rig.wire.last().listener.failed("refused");
            rig.loop.run();
            assertEquals(State.WAITING, state());
            assertEquals(
                    "refused; next attempt in " + wait + " s",
                    rig.protocol.link().detail());
            rig.loop.advance(Duration.ofSeconds(wait).minusMillis(1));
            assertEquals(before, rig.wire.lines.size());
            rig.loop.advance(Duration.ofMillis(1));
            assertEquals(before + 1, rig.wire.lines.size());
        }
    }

    @Test
    void aConversationResetsTheBackOff() {
        rig.target("ws://csms:9000/ocpp");
        for (int i = 0; i < 5; i++) {
            rig.wire.last().listener.failed("refused");
            rig.advance(60);
        }
        rig.open();
        rig.receive("[3,\"unknown\",{}]");
        rig.lose();
        assertEquals("gone; next attempt in 1 s", rig.protocol.link().detail());
    }

    @Test
    void anAttemptThatTellsNothingIsGivenUp() {
        rig.target("ws://csms:9000/ocpp");
        Line silent = rig.wire.last();
        rig.advance(60);
        assertTrue(silent.cancelled);
        assertEquals(2, rig.wire.lines.size());
        silent.listener.opened(silent);
        rig.loop.run();
        assertFalse(silent.closed.isEmpty(), "a connection that came too late is closed");
        assertEquals(State.CONNECTING, state());
    }

    @Test
    void pingsByIntervalAndReconnectsWhenAPongIsMissing() {
        rig.timing(30, 5, 3, 60);
        Line line = rig.open();
        rig.advance(5);
        assertEquals(1, line.pings);
        line.listener.pong();
        rig.advance(5);
        assertEquals(2, line.pings);
        rig.advance(4);
        assertEquals(State.CONNECTED, state());
        rig.advance(1);
        assertTrue(line.aborted);
        assertEquals(State.WAITING, state());
        assertTrue(
                rig.protocol.link().detail().startsWith("no pong within 5 s"),
                rig.protocol.link().detail());
        rig.advance(1);
        assertEquals(State.CONNECTING, state());
    }

    @Test
    void pingIntervalActsWithoutReconnectAndZeroIsOff() {
        rig.timing(30, 0, 3, 60);
        Line line = rig.open();
        rig.advance(3600);
        assertEquals(0, line.pings);
        rig.timing(30, 10, 3, 60);
        rig.advance(10);
        assertEquals(1, line.pings);
        assertEquals(1, rig.wire.lines.size());
    }

    @Test
    void anotherAddressClosesAndConnectsOnceTheOldOneIsClosed() {
        Line old = rig.accepted();
        rig.target("ws://other:9000");
        assertFalse(old.closed.isEmpty());
        assertEquals(1, rig.wire.lines.size());
        old.listener.closed(Wire.Ending.CLOSED, "good-bye");
        rig.loop.run();
        assertEquals("ws://other:9000/CP1", rig.wire.last().to.uri().toString());
        assertEquals(
                RegistrationStatus.UNKNOWN, rig.protocol.link().registration(), "a central system that knows us not");
    }

    @Test
    void anotherPasswordFormatOrTheSameAddressAgainIsTheSameCentralSystem() {
        rig.accepted();
        Endpoint to = Endpoint.of("ws://csms:9000/ocpp", "CP1", BasicAuth.Format.text, "");
        rig.protocol.settings(new Settings(Optional.of(to), "", Timing.DEFAULT, ReconnectRange.DEFAULT));
        rig.loop.run();
        assertEquals(RegistrationStatus.Accepted, rig.protocol.link().registration());
        rig.protocol.settings(new Settings(Optional.empty(), "set url", Timing.DEFAULT, ReconnectRange.DEFAULT));
        rig.target("ws://csms:9000/ocpp");
        assertEquals(RegistrationStatus.Accepted, rig.protocol.link().registration());
    }

    @Test
    void aGoodByeThatNeverComesDoesNotHoldUpTheReconnect() {
        rig.accepted();
        rig.loop.run(() -> rig.protocol.reconnect("new key"));
        assertEquals("new key; connecting again", rig.protocol.link().detail());
        rig.advance(3);
        assertEquals(2, rig.wire.lines.size());
    }

    @Test
    void theSameSettingsAgainChangeNothing() {
        Line line = rig.accepted();
        rig.target("ws://csms:9000/ocpp");
        assertEquals("", line.closed);
        assertEquals(1, rig.wire.lines.size());
    }

    @Test
    void configurationTakenAwayDisconnects() {
        Line line = rig.accepted();
        rig.protocol.settings(
                new Settings(Optional.empty(), "identity is blank", Timing.DEFAULT, ReconnectRange.DEFAULT));
        rig.loop.run();
        assertEquals("identity is blank", line.closed);
        line.listener.closed(Wire.Ending.CLOSED, "good-bye");
        rig.advance(100);
        assertEquals(State.UNCONFIGURED, state());
        assertEquals(1, rig.wire.lines.size());
    }

    @ParameterizedTest
    @CsvSource({"1..60, 1, 60", "5 .. 5, 5, 5", "10..86400,10,86400"})
    void rangeIsRead(String text, int min, int max) {
        assertEquals(new ReconnectRange(min, max), ReconnectRange.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "60..1", "0..5", "a..b", "1..999999", "1-60"})
    void wrongRangeIsRefusedInWords(String text) {
        String words = assertThrows(IllegalArgumentException.class, () -> ReconnectRange.parse(text))
                .getMessage();
        assertTrue(words.startsWith("reconnectSeconds must be like 1..60"), words);
    }

    @Test
    void backOffStaysInItsRangeWithJitter() {
        BackOff backOff = new BackOff(RandomGenerator.getDefault());
        backOff.range(new ReconnectRange(2, 20));
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            waits.add(backOff.next());
        }
        assertTrue(waits.stream().allMatch(w -> w.toMillis() >= 2000 && w.toMillis() <= 20_000));
        assertTrue(waits.stream().distinct().count() > 500);
    }
}
