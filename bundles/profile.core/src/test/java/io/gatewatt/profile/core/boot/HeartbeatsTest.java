// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.ocpp.v16.Heartbeat;
import io.gatewatt.profile.core.FakeCentralSystem;
import io.gatewatt.profile.core.FakeSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final FakeCentralSystem central = new FakeCentralSystem(loop).online();
    private final FakeSettings settings = new FakeSettings();

    private int beatsAfter(int seconds) {
        loop.advance(Duration.ofSeconds(seconds));
        int beats = central.calls.size();
        central.calls.clear();
        return beats;
    }

    @Test
    void beatsByTheKeyAndTakesTheTime() {
        loop.run(() -> settings.set("HeartbeatInterval", 10));
        central.answer(Heartbeat.ACTION, request -> new Heartbeat.Confirmation(Instant.parse("2027-07-07T07:07:07Z")));
        Heartbeats heartbeats = new Heartbeats(loop, settings, central);
        assertEquals(0, beatsAfter(9));
        assertEquals(1, beatsAfter(1));
        assertEquals(Instant.parse("2027-07-07T07:07:07Z"), loop.now());
        assertEquals(3, beatsAfter(30));
        loop.run(() -> settings.set("HeartbeatInterval", 2));
        assertEquals(5, beatsAfter(10));
        central.connected(false);
        assertEquals(0, beatsAfter(10));
        central.connected(true);
        assertEquals(1, beatsAfter(2));
        heartbeats.close();
        assertEquals(0, beatsAfter(10));
    }

    @Test
    void oneUnansweredBeatIsEnough() {
        loop.run(() -> settings.set("HeartbeatInterval", 10));
        new Heartbeats(loop, settings, central);
        assertEquals(1, beatsAfter(60));
    }

    @Test
    void theClockIsSetOnceADayHoweverLongTheInterval() {
        central.answer(Heartbeat.ACTION, request -> new Heartbeat.Confirmation(loop.now()));
        loop.run(() -> settings.set("HeartbeatInterval", 1_000_000));
        new Heartbeats(loop, settings, central);
        assertEquals(3, beatsAfter(3 * 86_400));
    }
}
