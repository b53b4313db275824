// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.v16.Actions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that chance has mutilated, the same ones at each run: whatever comes, it is told, and what passes can be sent again. */
class MutilatedFramesTest {

    private static final int FRAMES = 3_000;

    private static final String[] SHARDS = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "true",
        "-1",
        "0",
        "1.0",
        "1e999999999",
        "1e-999999999",
        "9".repeat(1100),
        "NaN",
        "\"\"",
        "{}",
        "[]",
        "\\ud800",
        "\\u0000",
        "\ud83d",
        "\u0000",
        "\u2028",
        "😀",
        " ",
        "\n",
        "/*",
        "'",
        "2026-02-30T25:61:61Z",
        "-999999999-01-01T00:00:00Z",
        "\"" + "x".repeat(700) + "\"",
        "{\"a\":".repeat(100),
        "[".repeat(100),
        "\"status\":\"Accepted\",",
    };

    private final FrameCodec codec = new FrameCodec(Actions::named);

    @ParameterizedTest
    @ValueSource(longs = {1, 16, 2026})
    void areToldNeverThrown(long seed) {
        Random chance = new Random(seed);
        List<String> frames = frames();
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < FRAMES; i++) {
            StringBuilder frame = new StringBuilder(frames.get(chance.nextInt(frames.size())));
            for (int n = chance.nextInt(2); n >= 0; n--) {
                mutilate(frame, chance);
            }
            Message message = codec.decode(frame.toString());
            counts.merge(message.getClass().getSimpleName(), 1, Integer::sum);
            check(message);
        }
        System.out.println("mutilated frames, seed " + seed + ": " + counts);
        assertEquals(5, counts.size(), "every kind of message occurs: " + counts);
    }

    private List<String> frames() {
        List<String> frames = new ArrayList<>();
        for (Action<?, ?> action : Actions.ALL) {
            frames.add(call("id", action, Samples.full(action.request())));
            frames.add(call("id", action, Samples.least(action.request())));
            frames.add(codec.result("id", Samples.full(action.confirmation())));
        }
        for (ErrorCode code : ErrorCode.values()) {
            frames.add(codec.error("id", code, "words"));
        }
        return frames;
    }

    @SuppressWarnings("unchecked")
    private String call(String id, Action<?, ?> action, Record request) {
        return codec.call(id, (Action<Record, ?>) action, request);
    }

    private static void mutilate(StringBuilder frame, Random chance) {
        int at = chance.nextInt(frame.length() + 1);
        int end = Math.min(frame.length(), at + chance.nextInt(8));
        switch (chance.nextInt(5)) {
            case 0 -> frame.delete(at, end);
            case 1 -> frame.insert(at, SHARDS[chance.nextInt(SHARDS.length)]);
            case 2 -> frame.replace(at, end, SHARDS[chance.nextInt(SHARDS.length)]);
            case 3 -> frame.insert(at, frame.substring(at, end));
            default -> frame.setLength(at);
        }
    }

    private void check(Message message) {
        if (message instanceof Message.Call call) {
            String again = call(call.id(), call.action(), call.request());
            Message.Call second = assertInstanceOf(Message.Call.class, codec.decode(again), again);
            assertEquals(again, call(second.id(), second.action(), second.request()));
        } else if (message instanceof Message.BadCall bad) {
            String answer =
                    codec.error(bad.id(), bad.problem().code(), bad.problem().getMessage());
            assertEquals(
                    bad.id(),
                    assertInstanceOf(Message.Failure.class, codec.decode(answer), answer)
                            .id());
            assertTrue(bad.problem().code() != ErrorCode.InternalError, answer);
        } else if (message instanceof Message.Result result) {
            Actions.ALL.forEach(action -> confirm(action, result));
        }
    }

    private void confirm(Action<?, ?> action, Message.Result result) {
        try {
            codec.payload(codec.confirmation(action, result));
        } catch (OcppException e) {
            assertTrue(e.code() != ErrorCode.InternalError, e.getMessage());
        }
    }
}
