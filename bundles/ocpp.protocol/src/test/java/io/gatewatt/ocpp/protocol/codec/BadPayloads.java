// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.v16.Actions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The payloads of all messages, spoilt in all ways, one at a time; also for tests that send them to a station. */
public final class BadPayloads {

    /**
     * A spoilt payload.
     *
     * @param action of the message
     * @param path the field that was changed
     * @param change what was done to it
     * @param payload the result
     * @param code of the CALLERROR that it deserves
     */
    public record Bad(String action, String path, String change, String payload, String code) {}

    private BadPayloads() {}

    /** Names of all actions. */
    public static List<String> actions() {
        return Actions.ALL.stream().map(Action::name).toList();
    }

    /** Name of the feature profile of an action, as SupportedFeatureProfiles lists it. */
    public static String profile(String action) {
        return Actions.named(action).orElseThrow().profile().wireName();
    }

    /** Requests of this action. */
    public static List<Bad> requests(String action) {
        List<Bad> bad = new ArrayList<>();
        for (Mutations.Case c : cases(Actions.named(action).orElseThrow().request())) {
            add(bad, action, c, c.expected());
        }
        return bad;
    }

    /** Confirmations of this action; what does no harm is none of them. */
    public static List<Bad> confirmations(String action) {
        List<Bad> bad = new ArrayList<>();
        forgiven(Actions.named(action).orElseThrow()).forEach((c, code) -> add(bad, action, c, code));
        return bad;
    }

    /** All cases of a confirmation with the error they still are when read as an answer; null for none. */
    static Map<Mutations.Case, ErrorCode> forgiven(Action<?, ?> action) {
        Map<String, ErrorCode> missing = new HashMap<>();
        Map<Mutations.Case, ErrorCode> all = new java.util.LinkedHashMap<>();
        for (Mutations.Case c : cases(action.confirmation())) {
            if (c.change().equals("missing")) {
                missing.put(c.path(), c.expected());
            }
            all.put(
                    c,
                    switch (c.change()) {
                        case "extra field" -> null;
                        case "null" -> c.path().endsWith("]") ? c.expected() : missing.get(c.path());
                        default -> c.expected();
                    });
        }
        return all;
    }

    private static void add(List<Bad> bad, String action, Mutations.Case c, ErrorCode code) {
        if (code != null) {
            bad.add(new Bad(action, c.path(), c.change(), c.payload(), code.name()));
        }
    }

    private static List<Mutations.Case> cases(Class<? extends Record> type) {
        try {
            return Mutations.of(type, new FrameCodec(Actions::named).payload(Samples.full(type)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
