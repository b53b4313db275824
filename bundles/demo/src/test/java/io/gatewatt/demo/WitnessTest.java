// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.ocpp.Frame;
import io.gatewatt.ocpp.Frame.Direction;
import io.gatewatt.ocpp.FrameLog;
import io.gatewatt.ocpp.Link;
import io.gatewatt.ocpp.RegistrationStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WitnessTest {

    private final List<Frame> frames = new ArrayList<>();
    private Link.State state = Link.State.CONNECTED;
    private final Witness witness = new Witness(
            () -> {
                throw new AssertionError("not asked");
            },
            () -> new Link(state, Instant.EPOCH, "nobody listens", "ws://x", "X", RegistrationStatus.Accepted, 0),
            new Log());

    @Test
    void readsNumbersFromTheLastFrameOfThatDirection() throws Exception {
        add(
                Direction.SENT,
                "StartTransaction",
                "[2,\"a\",\"StartTransaction\",{\"connectorId\":1,\"meterStart\": 1000}]");
        add(Direction.RECEIVED, "StartTransaction", "[3,\"a\",{\"transactionId\":7}]");
        add(Direction.RECEIVED, "StartTransaction", "[3,\"b\",{\"transactionId\":8}]");
        add(Direction.RECEIVED, "Other", "[3,\"c\",{\"transactionId\":9}]");

        assertEquals(8, witness.number("StartTransaction", Direction.RECEIVED, "transactionId"));
        assertEquals(1000, witness.number("StartTransaction", Direction.SENT, "meterStart"));
        assertEquals(4, witness.lastFrame());
        assertEquals(1, witness.count("StartTransaction", Direction.RECEIVED, 2));
    }

    @Test
    void saysWhatIsMissing() {
        Witness.Missed missed = assertThrows(
                Witness.Missed.class, () -> witness.number("StopTransaction", Direction.SENT, "meterStop"));

        assertEquals("found no meterStop in StopTransaction", missed.getMessage());
    }

    @Test
    void saysWhatItWaitedForAndHowTheLinkIs() {
        assertEquals("waited 0 s for rain", missed().getMessage());
        state = Link.State.WAITING;
        assertTrue(
                missed().getMessage().endsWith("the link is WAITING, Accepted: nobody listens"), missed().getMessage());
    }

    private Witness.Missed missed() {
        return assertThrows(Witness.Missed.class, () -> witness.await("rain", Duration.ZERO, () -> false));
    }

    private void add(Direction direction, String action, String text) {
        frames.add(new Frame(frames.size() + 1, Instant.EPOCH, direction, action, text, -1));
    }

    private final class Log implements FrameLog {
        @Override
        public List<Frame> since(long sequence) {
            return frames.stream().filter(f -> f.sequence() > sequence).toList();
        }

        @Override
        public AutoCloseable listen(Consumer<Frame> listener) {
            throw new AssertionError("not asked");
        }
    }
}
