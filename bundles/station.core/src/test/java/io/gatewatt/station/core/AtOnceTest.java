// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.measure.DeviceFault;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StartPolicy.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Deferred;

/** What happens while a policy still thinks about a token: others want to start, connectors come and go. */
class AtOnceTest {

    private static final Verdict ACCEPT = new Verdict.Accept(Optional.empty(), Optional.empty());

    private final Rig rig = new Rig(true);
    private final Map<String, Deferred<Verdict>> thinking = new HashMap<>();

    AtOnceTest() {
        rig.does(() -> rig.station
                .policies()
                .add(
                        (connector, token) -> {
                            Deferred<Verdict> later = rig.loop.promises().deferred();
                            thinking.put(token.value(), later);
                            return later.getPromise();
                        },
                        10,
                        50));
    }

    private void judged(String token, Verdict verdict) {
        rig.does(() -> thinking.remove(token).resolve(verdict));
    }

    private Optional<Integer> startable(Integer connector) {
        Map<String, Optional<Integer>> found = new HashMap<>();
        rig.does(() -> found.put("it", rig.station.startable(Optional.ofNullable(connector), new IdToken("REMOTE"))));
        return found.get("it");
    }

    @Test
    void twoCardsAtOneReaderWhateverIsAnsweredFirst() {
        rig.plug(1);
        rig.plug(2);
        rig.told();
        rig.show("T1");
        rig.show("T2");
        judged("T2", ACCEPT);
        judged("T1", ACCEPT);
        assertEquals(List.of("2 start T2", "2 CHARGING", "1 start T1", "1 CHARGING"), rig.told());
    }

    @Test
    void aThirdCardFindsNoConnector() {
        rig.plug(1);
        rig.plug(2);
        rig.show("T1");
        rig.show("T2");
        rig.show("T3");
        assertEquals(List.of("0 T3: no connector is free"), rig.refused);
        judged("T1", new Verdict.Refuse("no"));
        assertEquals(Optional.of(1), startable(null), "free again for the next");
    }

    @Test
    void theSameCardAgainIsIgnored() {
        rig.show("T1");
        Deferred<Verdict> first = thinking.get("T1");
        rig.show("t1");
        assertEquals(1, thinking.size());
        rig.does(() -> first.resolve(ACCEPT));
        assertEquals(List.of("1 PREPARING"), rig.told());
    }

    @Test
    void aStartFromAfarTakesAnotherConnectorThanTheCard() {
        rig.plug(1);
        rig.told();
        rig.show("T1");
        assertEquals(Optional.empty(), startable(1));
        assertEquals(Optional.of(2), startable(null));
        rig.does(() -> rig.station.start(2, new IdToken("REMOTE")));
        judged("T1", ACCEPT);
        assertEquals(List.of("2 PREPARING", "1 start T1", "1 CHARGING"), rig.told());
    }

    @Test
    void startsFromAfarMayTakeWhatACardHadNotChosen() {
        rig.show("T1");
        rig.does(() -> {
            rig.station.start(1, new IdToken("R1"));
            rig.station.start(2, new IdToken("R2"));
        });
        judged("T1", ACCEPT);
        assertEquals(List.of("1 PREPARING", "2 PREPARING"), rig.told());
        assertEquals(List.of("0 T1: no connector is free"), rig.refused);
    }

    @Test
    void aConnectorThatFailsMeanwhileIsNotUsed() {
        rig.plug(1);
        rig.show("T1");
        rig.first().fault(new DeviceFault(DeviceFault.Kind.GROUND, "", "leak", true));
        rig.loop.run();
        rig.told();
        judged("T1", ACCEPT);
        assertEquals(List.of("2 PREPARING"), rig.told());
    }

    @Test
    void fromAfarItIsRefusedThen() {
        rig.does(() -> rig.station.present(1, new IdToken("T1")));
        rig.first().fault(new DeviceFault(DeviceFault.Kind.GROUND, "", "leak", true));
        rig.loop.run();
        judged("T1", ACCEPT);
        assertEquals(List.of("1 T1: the connector has a fault"), rig.refused);
    }

    @Test
    void aPolicyThatNeverAnswersIsPassedOver() {
        rig.plug(1);
        rig.told();
        rig.show("T1");
        rig.show("T3");
        rig.seconds(91);
        assertEquals(List.of("1 start T1", "1 CHARGING"), rig.told(), "by the next policy");
        assertEquals(List.of("2 T3: unknown"), rig.refused);
        assertEquals(Optional.of(2), startable(null));
    }
}
