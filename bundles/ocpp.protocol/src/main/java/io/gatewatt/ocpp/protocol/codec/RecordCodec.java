// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A JSON object as a record: what the record's constructor does not see (unknown, repeated and null fields) is checked here. */
final class RecordCodec<T extends Record> implements ValueCodec {

    private record Field(String name, SerializedString written, ValueCodec codec, Method accessor, boolean primitive) {}

    private final Constructor<T> constructor;
    private final Field[] fields;
    private final Map<String, Integer> positions = new HashMap<>();

    RecordCodec(Class<T> type, Codecs codecs) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " has no public constructor", e);
        }
        fields = new Field[components.length];
        for (int i = 0; i < fields.length; i++) {
            RecordComponent c = components[i];
            fields[i] = new Field(
                    c.getName(),
                    new SerializedString(c.getName()),
                    codecs.of(c.getGenericType()),
                    c.getAccessor(),
                    c.getType().isPrimitive());
            positions.put(c.getName(), i);
        }
    }

    /**
     * Reads a whole payload; null stands for one without content.
     *
     * @throws OcppException with words that begin with the path of the field
     * @throws IOException when the text is not JSON
     */
    T readPayload(JsonParser parser, boolean tolerant) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return make(new Object[fields.length]);
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new OcppException(ErrorCode.FormationViolation, "the payload is not an object");
        }
        return read(parser, tolerant);
    }

    @Override
    public T read(JsonParser parser, boolean tolerant) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw ValueCodec.wrongType("an object", parser.currentToken());
        }
        Object[] values = new Object[fields.length];
        boolean[] seen = new boolean[fields.length];
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            Integer position = positions.get(name);
            JsonToken token = parser.nextToken();
            if (position == null) {
                unknown(parser, name, tolerant);
            } else if (seen[position]) {
                throw new OcppException(ErrorCode.FormationViolation, name + " is there twice");
            } else if (token != JsonToken.VALUE_NULL || !tolerant) {
                seen[position] = true;
                values[position] = value(parser, fields[position], tolerant);
            }
        }
        return make(values);
    }

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
        out.writeStartObject();
        for (Field field : fields) {
            Object content = get(field, value);
            if (content != null && !(content instanceof List<?> list && list.isEmpty())) {
                out.writeFieldName(field.written());
                field.codec().write(out, content);
            }
        }
        out.writeEndObject();
    }

    private static void unknown(JsonParser parser, String name, boolean tolerant) throws IOException {
        if (!tolerant) {
            throw new OcppException(ErrorCode.FormationViolation, Words.quote(name) + " does not belong here");
        }
        parser.skipChildren();
    }

    private static Object value(JsonParser parser, Field field, boolean tolerant) throws IOException {
        try {
            return field.codec().read(parser, tolerant);
        } catch (OcppException e) {
            throw ValueCodec.at(field.name(), e);
        }
    }

    private T make(Object[] values) {
        for (int i = 0; i < fields.length; i++) {
            if (values[i] == null && fields[i].primitive()) {
                throw new OcppException(ErrorCode.ProtocolError, fields[i].name() + " is missing");
            }
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof OcppException refused) {
                throw refused;
            }
            throw new IllegalStateException(constructor.getDeclaringClass() + " cannot be made", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(constructor.getDeclaringClass() + " is not public", e);
        }
    }

    private static Object get(Field field, Object owner) {
        try {
            return field.accessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(owner.getClass() + " is not public", e);
        }
    }
}
