// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** An enumeration; the constants tell their names on the wire by {@code toString}. */
final class EnumCodec implements ValueCodec {

    private final Map<String, Object> constants = new LinkedHashMap<>();

    EnumCodec(Class<?> type) {
        for (Object constant : type.getEnumConstants()) {
            constants.put(constant.toString(), constant);
        }
    }

    @Override
    public Object read(JsonParser parser, boolean tolerant) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw ValueCodec.wrongType("a string", parser.currentToken());
        }
        Object constant = constants.get(parser.getText());
        if (constant == null) {
            throw ValueCodec.badValue(
                    "is " + Words.quote(parser.getText()) + ", none of " + String.join(", ", constants.keySet()));
        }
        return constant;
    }

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
        out.writeString(value.toString());
    }
}
