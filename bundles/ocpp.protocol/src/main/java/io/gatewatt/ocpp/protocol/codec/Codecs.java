// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The codecs of all types, each made when it is needed first: a station uses a part of the actions, and starts fast. */
final class Codecs {

    private static final Map<Class<?>, ValueCodec> SCALARS = Map.of(
            String.class, Scalar.TEXT,
            int.class, Scalar.INTEGER,
            Integer.class, Scalar.INTEGER,
            BigDecimal.class, Scalar.DECIMAL,
            boolean.class, Scalar.BOOLEAN,
            Instant.class, Scalar.INSTANT);

    private final Map<Class<?>, RecordCodec<?>> records = new ConcurrentHashMap<>();

    /** The codec of a record type. */
    @SuppressWarnings("unchecked")
    <T extends Record> RecordCodec<T> of(Class<T> type) {
        RecordCodec<?> known = records.get(type);
        if (known == null) {
            // Not computeIfAbsent: making one asks for those of its components.
            known = new RecordCodec<>(type, this);
            records.put(type, known);
        }
        return (RecordCodec<T>) known;
    }

    /**
     * The codec of a component.
     *
     * @throws IllegalArgumentException when messages have no values of that type
     */
    ValueCodec of(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new ListCodec(of(list.getActualTypeArguments()[0]));
        }
        if (type instanceof Class<?> simple && SCALARS.containsKey(simple)) {
            return SCALARS.get(simple);
        }
        if (type instanceof Class<?> constants && constants.isEnum()) {
            return new EnumCodec(constants);
        }
        if (type instanceof Class<?> structure && structure.isRecord()) {
            return of(structure.asSubclass(Record.class));
        }
        throw new IllegalArgumentException("no message has values of " + type);
    }
}
