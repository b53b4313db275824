// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.station.IdToken;
import io.gatewatt.station.KnownTokens;
import io.gatewatt.station.Reservations;
import io.gatewatt.station.StartPolicy.Verdict;
import io.gatewatt.station.StatusFacet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Connectors kept for tokens and groups, by a whiteboard service such as a reservation profile brings; and groups known before a start. */
class ReservationsTest {

    private final Rig rig = new Rig(true);
    private final Map<Integer, Kept> kept = new HashMap<>();
    private final Map<String, KnownTokens.Known> known = new HashMap<>();

    /** Who has reserved a connector. */
    private record Kept(int id, IdToken token, Optional<IdToken> group) {}

    ReservationsTest() {
        rig.does(() -> {
            rig.station.reservations().add(this::claim, 0, 10);
            rig.station
                    .facets()
                    .add(
                            new StatusFacet() {
                                @Override
                                public boolean reserved(int connector) {
                                    return kept.containsKey(connector);
                                }
                            },
                            0,
                            11);
            rig.station.knowledge().add(token -> Optional.ofNullable(known.get(token.value())), 0, 12);
        });
    }

    private Reservations.Claim claim(int connector, IdToken token, Optional<IdToken> group) {
        Kept by = kept.get(connector);
        if (by == null) {
            return new Reservations.Claim.None();
        }
        if (by.token().equals(token) || group.isPresent() && group.equals(by.group())) {
            return new Reservations.Claim.Own(by.id());
        }
        return by.group().isPresent() && group.isEmpty()
                ? new Reservations.Claim.OfGroup("reserved for a group")
                : new Reservations.Claim.Others("reserved for somebody else");
    }

    private void reserve(int connector, String token, String group) {
        kept.put(
                connector,
                new Kept(
                        40 + connector,
                        new IdToken(token),
                        Optional.ofNullable(group).map(IdToken::new)));
        rig.does(rig.station::refresh);
        rig.told();
    }

    private void from(String token) {
        rig.does(() -> assertEquals(Optional.empty(), rig.station.startable(Optional.of(1), new IdToken(token))));
    }

    @Test
    void theCardIsLedToItsConnector() {
        reserve(2, "T1", null);
        rig.show("T1");
        assertEquals(List.of("2 PREPARING"), rig.told());
        assertEquals(List.of("2 T1"), rig.judged);
        rig.plug(1);
        assertEquals(List.of("1 PREPARING"), rig.told(), "a cable elsewhere is somebody else's");
        rig.plug(2);
        assertEquals(List.of("2 start T1", "2 CHARGING"), rig.told());
        assertEquals(Optional.of(42), rig.only().reservation());
    }

    @Test
    void alsoWhenAnotherCableWaits() {
        rig.plug(1);
        rig.told();
        reserve(2, "T1", null);
        rig.show("T1");
        assertEquals(List.of("2 PREPARING"), rig.told());
    }

    @Test
    void anotherCardTakesTheOther() {
        reserve(1, "T1", null);
        rig.show("T2");
        assertEquals(List.of("2 PREPARING"), rig.told());
        rig.plug(1);
        assertEquals(List.of(), rig.told(), "its leave does not follow into the reservation");
        rig.plug(2);
        assertEquals(Optional.empty(), rig.only().reservation());
    }

    @Test
    void anotherCardIsRefusedWithoutBeingAskedFor() {
        reserve(1, "T1", null);
        reserve(2, "T1", null);
        rig.show("T2");
        rig.plug(1);
        rig.show("T2");
        assertEquals(List.of(), rig.told());
        assertEquals(List.of(), rig.judged);
        assertEquals(List.of("0 T2: reserved for somebody else", "0 T2: reserved for somebody else"), rig.refused);
    }

    @Test
    void fromAfar() {
        reserve(1, "T1", null);
        from("T2");
        rig.does(() -> {
            assertEquals(Optional.of(2), rig.station.startable(Optional.empty(), new IdToken("T2")));
            rig.station.present(1, new IdToken("T2"));
            rig.station.start(1, new IdToken("T2"));
            assertEquals(List.of("1 T2: reserved for somebody else", "1 T2: reserved for somebody else"), rig.refused);
            assertEquals(Optional.of(1), rig.station.startable(Optional.empty(), new IdToken("T1")));
            rig.station.start(1, new IdToken("T1"));
        });
        rig.plug(1);
        assertEquals(List.of("1 PREPARING", "1 start T1", "1 CHARGING"), rig.told());
        assertEquals(Optional.of(41), rig.only().reservation());
    }

    @Test
    void aCardOfTheGroupIsKnownAfterItWasAskedFor() {
        reserve(1, "T1", "P");
        reserve(2, "T1", "P");
        rig.plug(1);
        assertEquals(List.of(), rig.told());
        rig.show("T2");
        assertEquals(List.of("0 T2: reserved for a group"), rig.refused);
        rig.show("G2");
        assertEquals(List.of("1 T2", "1 G2"), rig.judged);
        assertEquals(List.of("1 start G2", "1 PREPARING", "1 CHARGING"), rig.told());
        assertEquals(Optional.of(41), rig.only().reservation());
    }

    @Test
    void aStartThatNeedsNoQuestionIsAskedForWhereTheGroupMatters() {
        reserve(1, "T1", "P");
        rig.does(() -> rig.station.start(1, new IdToken("G2")));
        assertEquals(List.of("1 G2"), rig.judged);
        rig.plug(1);
        assertEquals(Optional.of(41), rig.only().reservation());
    }

    @Test
    void aGroupKnownHereNeedsNoQuestion() {
        known.put("T9", new KnownTokens.Known(true, "Accepted", Optional.empty(), Optional.of(new IdToken("p")), true));
        reserve(1, "T1", "P");
        rig.does(() -> rig.station.start(1, new IdToken("T9")));
        rig.plug(1);
        assertEquals(List.of(), rig.judged);
        assertEquals(Optional.of(41), rig.only().reservation());
        assertEquals(Optional.of(new IdToken("P")), rig.only().group());
    }

    @Test
    void aGroupKnownFromTheStartStops() {
        known.put("T9", new KnownTokens.Known(true, "Accepted", Optional.empty(), Optional.of(new IdToken("p")), true));
        rig.plug(1);
        rig.plug(2);
        rig.does(() -> {
            rig.station.start(1, new IdToken("T9"));
            rig.station.start(2, new IdToken("T1"));
        });
        rig.told();
        rig.seconds(2);
        rig.show("G2");
        assertEquals(List.of("1 FINISHING", "1 stop LOCAL"), rig.told());
    }

    @Test
    void aVerdictWithoutAGroupLeavesTheKnownOne() {
        known.put("T1", new KnownTokens.Known(true, "Accepted", Optional.empty(), Optional.of(new IdToken("P")), true));
        rig.plug(1);
        rig.show("T1");
        assertEquals(Optional.of(new IdToken("P")), rig.only().group());
    }

    @Test
    void theFirstToKnowATokenCounts() {
        rig.does(() -> {
            rig.station
                    .knowledge()
                    .add(
                            token -> Optional.of(
                                    new KnownTokens.Known(false, "Blocked", Optional.empty(), Optional.empty(), false)),
                            100,
                            20);
            known.put("T1", new KnownTokens.Known(true, "Accepted", Optional.empty(), Optional.empty(), true));
            assertEquals(
                    "Blocked",
                    rig.station.known(new IdToken("T1")).orElseThrow().word());
        });
    }

    @Test
    void abrokenServiceKeepsNothing() {
        rig.does(() -> {
            rig.station
                    .reservations()
                    .add(
                            (connector, token, group) -> {
                                throw new IllegalStateException("broken");
                            },
                            5,
                            30);
            rig.station.reservations().add((connector, token, group) -> null, 4, 31);
        });
        rig.plug(1);
        rig.show("T1");
        assertEquals(List.of("1 PREPARING", "1 start T1", "1 CHARGING"), rig.told());
    }

    @Test
    void aPromisedConnectorIsNobodyElses() {
        rig.does(() -> {
            assertEquals(Optional.of(1), rig.station.claim(Optional.empty(), new IdToken("T1")));
            assertEquals(Optional.of(2), rig.station.claim(Optional.empty(), new IdToken("T2")));
            assertEquals(Optional.empty(), rig.station.claim(Optional.empty(), new IdToken("G1")));
            rig.station.start(1, new IdToken("T2"));
            assertEquals(List.of("1 T2: the connector is in use"), rig.refused);
            rig.station.start(1, new IdToken("T1"));
        });
        assertEquals(List.of("1 PREPARING"), rig.told());
        rig.seconds(11);
        rig.does(() -> assertEquals(
                Optional.of(2),
                rig.station.claim(Optional.empty(), new IdToken("G1")),
                "a promise that is not kept ends"));
    }

    @Test
    void aCardOfTheGroupGetsAHeldCableBack() {
        Rig sockets = new Rig(false);
        sockets.plug(1);
        sockets.show("G1");
        sockets.does(() -> sockets.station.stop(
                sockets.only().key(), io.gatewatt.station.StopReason.DE_AUTHORIZED, Optional.empty()));
        sockets.seconds(2);
        assertTrue(sockets.first().bolt);
        sockets.told();
        sockets.show("G2");
        assertTrue(!sockets.first().bolt, "released");
        assertEquals(List.of(), sockets.told(), "and nothing started");
    }

    @Test
    void refusalsAreTold() {
        rig.does(() -> {
            rig.station.present(7, new IdToken("T1"));
            rig.station
                    .facets()
                    .add(
                            new StatusFacet() {
                                @Override
                                public boolean operative(int connector) {
                                    return connector != 1;
                                }
                            },
                            0,
                            40);
            rig.station.present(1, new IdToken("T1"));
        });
        rig.verdicts.put("T2", new Verdict.Refuse("no"));
        rig.show("T2");
        assertEquals(
                List.of("7 T1: there is no connector 7", "1 T1: the connector is out of service", "2 T2: no"),
                rig.refused);
    }
}
