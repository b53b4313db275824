// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.v16.Actions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of every message, spoilt in every way. The table is made from the records themselves. */
class PayloadTableTest {

    private static final Map<String, Integer> COUNTS = new TreeMap<>();

    private final FrameCodec codec = new FrameCodec(Actions::named);

    static Stream<Class<? extends Record>> payloads() {
        return Samples.payloads();
    }

    static Stream<Action<?, ?>> actions() {
        return Actions.ALL.stream();
    }

    @Test
    void knowsAllActions() {
        assertEquals(28, Actions.ALL.size());
        assertEquals(28, Actions.ALL.stream().map(Action::name).distinct().count());
        Actions.ALL.forEach(a -> assertEquals(a, Actions.named(a.name()).orElseThrow()));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    <T extends Record> void comesBackAsItWas(Class<T> type) {
        for (T sample : List.of(Samples.full(type), Samples.least(type))) {
            assertEquals(sample, codec.read(type, codec.payload(sample)));
            assertEquals("[3,\"1\"," + codec.payload(sample) + "]", codec.result("1", sample));
        }
    }

    @ParameterizedTest
    @MethodSource("actions")
    <Q extends Record, R extends Record> void goesAndComesAsAFrame(Action<Q, R> action) {
        Q request = Samples.full(action.request());
        assertEquals(new Message.Call("id", action, request), codec.decode(codec.call("id", action, request)));
        R confirmation = Samples.full(action.confirmation());
        Message.Result result = assertInstanceOf(Message.Result.class, codec.decode(codec.result("id", confirmation)));
        assertEquals(confirmation, codec.confirmation(action, result));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void refusesEverySpoiltField(Class<? extends Record> type) throws IOException {
        for (Mutations.Case c : Mutations.of(type, codec.payload(Samples.full(type)))) {
            COUNTS.merge(c.expected() == null ? "good" : c.expected().name(), 1, Integer::sum);
            OcppException refusal = refusal(type, c.payload());
            String what = type.getName() + " " + c.path() + " " + c.change() + ": " + c.payload();
            assertEquals(c.expected(), refusal == null ? null : refusal.code(), what);
            if (refusal != null) {
                assertTrue(
                        refusal.getMessage().replace("\"", "").startsWith(c.path()),
                        what + ": " + refusal.getMessage());
                assertAnswered(type, c);
            }
        }
    }

    /** As a call, the same error with the same code, and the id to answer it. */
    private void assertAnswered(Class<? extends Record> type, Mutations.Case c) {
        if (type.getSimpleName().equals("Request")) {
            String action = type.getEnclosingClass().getSimpleName();
            Message message = codec.decode("[2,\"7\",\"" + action + "\"," + c.payload() + "]");
            Message.BadCall bad = assertInstanceOf(Message.BadCall.class, message);
            assertEquals(
                    "7 " + action + " " + c.expected(),
                    bad.id() + " " + bad.action() + " " + bad.problem().code());
        }
    }

    @ParameterizedTest
    @MethodSource("actions")
    <R extends Record> void forgivesConfirmationsWhatDoesNoHarm(Action<?, R> action) {
        for (Map.Entry<Mutations.Case, ErrorCode> each :
                BadPayloads.forgiven(action).entrySet()) {
            Mutations.Case c = each.getKey();
            ErrorCode found = null;
            try {
                codec.confirmation(action, new Message.Result("1", c.payload()));
            } catch (OcppException e) {
                found = e.code();
            }
            assertEquals(each.getValue(), found, action + " " + c);
        }
    }

    private OcppException refusal(Class<? extends Record> type, String payload) {
        try {
            codec.read(type, payload);
            return null;
        } catch (OcppException e) {
            return e;
        }
    }

    @AfterAll
    static void tellsHowMany() {
        System.out.println(
                "payload table: " + COUNTS.values().stream().mapToInt(i -> i).sum() + " cases " + COUNTS);
    }
}
