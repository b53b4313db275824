// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.v16.Actions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Messages made by reflection, and what their constructors demand, found by trying. */
final class Samples {

    /** The limits there are, in characters. */
    private static final List<Integer> LIMITS = List.of(20, 25, 50, 255, 500);

    private Samples() {}

    /** The payloads of all actions. */
    static Stream<Class<? extends Record>> payloads() {
        return Actions.ALL.stream().flatMap(a -> Stream.of(a.request(), a.confirmation()));
    }

    /** A message with all parts. */
    static <T extends Record> T full(Class<T> type) {
        return make(type, fullArguments(type));
    }

    /** A message with mandatory parts only. */
    static <T extends Record> T least(Class<T> type) {
        Object[] values = fullArguments(type);
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < values.length; i++) {
            values[i] = mandatory(type, components[i]) ? values[i] : null;
        }
        return make(type, values);
    }

    /** Whether a message may not be without that part. */
    static boolean mandatory(Class<? extends Record> type, RecordComponent part) {
        return part.getType().isPrimitive()
                || refusal(type, part, null)
                        .filter(ErrorCode.ProtocolError::equals)
                        .isPresent();
    }

    /** Whether a list may not be empty. */
    static boolean neverEmpty(Class<? extends Record> type, RecordComponent list) {
        return refusal(type, list, List.of()).isPresent();
    }

    /** The longest text a part takes; empty when any is good. */
    static Optional<Integer> longest(Class<? extends Record> type, RecordComponent part) {
        return LIMITS.stream()
                .filter(limit -> refusal(type, part, textOf(part, limit + 1)).isPresent())
                .findFirst();
    }

    /** Whether a number may not be below zero. */
    static boolean refusesNegative(Class<? extends Record> type, RecordComponent number) {
        return refusal(type, number, -2).isPresent();
    }

    private static Object textOf(RecordComponent part, int length) {
        return part.getType() == List.class ? List.of("x".repeat(length)) : "x".repeat(length);
    }

    private static Optional<ErrorCode> refusal(Class<? extends Record> type, RecordComponent part, Object value) {
        Object[] values = fullArguments(type);
        List<String> names = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        values[names.indexOf(part.getName())] = value;
        try {
            make(type, values);
            return Optional.empty();
        } catch (OcppException e) {
            return Optional.of(e.code());
        }
    }

    private static Object[] fullArguments(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(c -> value(c.getGenericType(), c.getName()))
                .toArray();
    }

    private static Object value(Type type, String name) {
        if (type instanceof ParameterizedType list) {
            return List.of(value(list.getActualTypeArguments()[0], name));
        }
        Class<?> simple = (Class<?>) type;
        if (simple == String.class) {
            return name.equals("location") ? "ftp://user:pw@host/x" : "x";
        } else if (simple == int.class || simple == Integer.class) {
            return 1;
        } else if (simple == boolean.class) {
            return true;
        } else if (simple == BigDecimal.class) {
            return new BigDecimal("16.1");
        } else if (simple == Instant.class) {
            return Instant.parse("2026-11-22T18:00:00.120Z");
        }
        return simple.isEnum() ? simple.getEnumConstants()[0] : full(simple.asSubclass(Record.class));
    }

    private static <T extends Record> T make(Class<T> type, Object[] values) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw (OcppException) e.getCause();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
