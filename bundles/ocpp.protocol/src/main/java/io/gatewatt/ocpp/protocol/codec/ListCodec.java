// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gatewatt.ocpp.OcppException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A list of values of one type. */
final class ListCodec implements ValueCodec {

    private final ValueCodec element;

    ListCodec(ValueCodec element) {
        this.element = element;
    }

    @Override
    public Object read(JsonParser parser, boolean tolerant) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw ValueCodec.wrongType("a list", parser.currentToken());
        }
        List<Object> values = new ArrayList<>();
        try {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(element.read(parser, tolerant));
            }
        } catch (OcppException e) {
            throw ValueCodec.at("[" + values.size() + "]", e);
        }
        return values;
    }

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
        out.writeStartArray();
        for (Object each : (List<?>) value) {
            element.write(out, each);
        }
        out.writeEndArray();
    }
}
