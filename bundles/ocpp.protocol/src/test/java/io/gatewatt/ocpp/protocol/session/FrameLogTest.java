// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.gatewatt.ocpp.Frame;
import io.gatewatt.ocpp.Frame.Direction;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.protocol.Rig;
import io.gatewatt.ocpp.v16.ClearCache;
import io.gatewatt.ocpp.v16.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.util.promise.Deferred;

class FrameLogTest {

    private final Rig rig = new Rig();
    private final FrameRing ring = rig.frames;

    @Test
    void framesOfBothDirectionsWithActionAndLatency() {
        rig.accepted();
        rig.loop.run(() -> rig.protocol.call(Heartbeat.ACTION, new Heartbeat.Request()));
        String call = rig.sent();
        rig.loop.advance(Duration.ofMillis(120));
        rig.receive("[3,\"" + Rig.id(call) + "\",{\"currentTime\":\"2026-01-01T00:00:00Z\"}]");
        Deferred<Reply<ClearCache.Confirmation>> slow = rig.loop.promises().deferred();
        rig.handle(ClearCache.ACTION, 0, q -> slow.getPromise());
        rig.receive("[2,\"c1\",\"ClearCache\",{}]");
        rig.loop.advance(Duration.ofMillis(30));
        slow.resolve(Reply.of(new ClearCache.Confirmation(ClearCache.Status.Accepted)));
        rig.loop.run();
        rig.receive("noise");
        assertEquals(
                List.of(
                        "SENT Heartbeat -1",
                        "RECEIVED Heartbeat 120",
                        "RECEIVED ClearCache -1",
                        "SENT ClearCache 30",
                        "RECEIVED  -1"),
                ring.since(0).stream()
                        .map(f -> f.direction() + " " + f.action() + " " + f.millis())
                        .toList());
        assertEquals(List.of(5L), ring.since(4).stream().map(Frame::sequence).toList());
    }

    @Test
    void theLast500AreKept() {
        for (int i = 0; i < 600; i++) {
            ring.add(Instant.EPOCH, Direction.SENT, "", "x", -1);
        }
        assertEquals(500, ring.since(0).size());
        assertEquals(101, ring.since(0).get(0).sequence());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[2,\"1\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":\"s3cret\"}]",
                "[2,\"1\",\"ChangeConfiguration\",{ \"value\" : \"s3cret\\\"x\", \"key\":\"authorizationkey\"}]",
                "[2,\"1\",\"ChangeConfiguration\",{\"key\":\"\\u0041uthorizationKey\",\"value\":\"s3cret\"}]",
                "[2,\"1\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":[\"s3cret\"]}]",
                "[2,\"1\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":{\"a\":\"s3cret\"}}]",
                "[2,\"1\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":\"s3cret",
                "{\"key\":\"AuthorizationKey\",\"val\":\"s3cret\"}"
            })
    void theKeyIsNeverShown(String frame) {
        rig.accepted();
        rig.receive(frame);
        List<Frame> frames = ring.since(0);
        assertFalse(frames.toString().contains("s3cret"), frames.toString());
        assertFalse(rig.wire.last().sent.toString().contains("s3cret"));
    }

    @Test
    void otherValuesAreShown() {
        String frame = "[2,\"1\",\"ChangeConfiguration\",{\"key\":\"HeartbeatInterval\",\"value\":\"60\"}]";
        assertEquals(frame, Masker.mask("ChangeConfiguration", frame));
    }

    @Test
    void aFailingListenerIsLeftOutAndTheOthersAreTold() throws Exception {
        List<Frame> told = new ArrayList<>();
        ring.listen(f -> {
            throw new AssertionError("broken page");
        });
        AutoCloseable mine = ring.listen(told::add);
        ring.add(Instant.EPOCH, Direction.SENT, "", "x", -1);
        ring.add(Instant.EPOCH, Direction.SENT, "", "y", -1);
        mine.close();
        ring.add(Instant.EPOCH, Direction.SENT, "", "z", -1);
        assertEquals(2, told.size());
    }
}
