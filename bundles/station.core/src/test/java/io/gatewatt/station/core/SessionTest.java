package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.Setpoint;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StopReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whole sessions on fixed cables, unless a test says socket. */
class SessionTest {

    private final Rig rig = new Rig(true);

    @Test
    void cableFirst() {
        rig.plug(1);
        assertEquals(List.of("1 PREPARING"), rig.told());

        rig.show("T1");
        assertEquals(List.of("1 start T1", "1 CHARGING"), rig.told());
        assertEquals(new Setpoint.Offer(32, 3), last(rig.first().applied));
        assertEquals(1000, rig.only().startWh());

        rig.seconds(60);
        rig.show("T1");
        assertEquals(List.of("1 FINISHING", "1 stop LOCAL"), rig.told());
        assertEquals(new Setpoint.Off(), last(rig.first().applied));
        assertEquals(rig.first().registerWh, rig.only().end().get().stopWh());
        assertEquals(Optional.of(new IdToken("T1")), rig.only().end().get().token());
        assertEquals(1, rig.judged.size(), "the stopping token equals the starting one: nobody is asked");

        rig.does(() -> rig.station.settle(rig.only().key()));
        assertTrue(rig.transactions().isEmpty());
        rig.unplug(1);
        assertEquals(List.of("1 AVAILABLE"), rig.told());
    }

    @Test
    void cardFirst() {
        rig.show("T1");
        assertEquals(List.of("1 PREPARING"), rig.told());
        rig.plug(1);
        assertEquals(List.of("1 start T1", "1 CHARGING"), rig.told());
    }

    @Test
    void cardFirstAndCableAtTheOtherConnector() {
        rig.show("T1");
        rig.plug(2);
        assertEquals(List.of("1 PREPARING", "2 PREPARING", "1 AVAILABLE", "2 start T1", "2 CHARGING"), rig.told());
    }

    @Test
    void remoteStartOnAFixedCableStartsAtOnce() {
        rig.plug(1);
        rig.told();
        rig.loop.submit("remote", () -> {
            assertEquals(Optional.of(1), rig.station.startable(Optional.empty(), new IdToken("T1")));
            rig.station.start(1, new IdToken("T1"));
            assertEquals(List.of("1 start T1"), rig.told());
        });
        rig.loop.run();
        assertEquals(List.of("1 CHARGING"), rig.told());
        rig.does(() -> assertEquals(Optional.empty(), rig.station.startable(Optional.of(1), new IdToken("T2"))));
    }

    @Test
    void remoteStop() {
        rig.plug(1);
        rig.show("T1");
        rig.does(() -> {
            assertTrue(rig.station.stop(rig.only().key(), StopReason.REMOTE, Optional.empty()));
            assertFalse(rig.station.stop(rig.only().key(), StopReason.HARD_RESET, Optional.empty()), "only one reason");
            assertFalse(rig.station.stop("nonsense", StopReason.REMOTE, Optional.empty()));
        });
        assertEquals(StopReason.REMOTE, rig.only().end().get().reason());
        assertEquals(ConnectorStatus.FINISHING, rig.status(1));
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
