// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/** The simple types. No type is turned into another. */
enum Scalar implements ValueCodec {
    TEXT {
        @Override
        public Object read(JsonParser parser, boolean tolerant) throws IOException {
            return text(parser, "a string");
        }

        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
            out.writeString((String) value);
        }
    },
    INTEGER {
        @Override
        public Object read(JsonParser parser, boolean tolerant) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                return range(parser.getTextLength() > LONGEST_INTEGER ? Long.MAX_VALUE : parser.getLongValue());
            }
            if (!tolerant || !parser.currentToken().isNumeric()) {
                throw ValueCodec.wrongType("an integer", parser.currentToken());
            }
            try {
                return range(decimal(parser).longValueExact());
            } catch (ArithmeticException e) {
                throw ValueCodec.wrongType("an integer", parser.currentToken());
            }
        }

        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
            out.writeNumber((Integer) value);
        }
    },
    DECIMAL {
        @Override
        public Object read(JsonParser parser, boolean tolerant) throws IOException {
            if (!parser.currentToken().isNumeric()) {
                throw ValueCodec.wrongType("a number", parser.currentToken());
            }
            return decimal(parser);
        }

        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
            out.writeNumber((BigDecimal) value);
        }
    },
    BOOLEAN {
        @Override
        public Object read(JsonParser parser, boolean tolerant) {
            if (!parser.currentToken().isBoolean()) {
                throw ValueCodec.wrongType("a boolean", parser.currentToken());
            }
            return parser.currentToken() == JsonToken.VALUE_TRUE;
        }

        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
            out.writeBoolean((Boolean) value);
        }
    },
    INSTANT {
        @Override
        public Object read(JsonParser parser, boolean tolerant) throws IOException {
            String text = text(parser, "a string with a date and time");
            return Timestamps.parse(text)
                    .orElseThrow(() -> ValueCodec.badValue(
                            "is " + Words.quote(text) + ", not a date and time such as 2026-11-22T18:00:00Z"));
        }

        @Override
        public void write(JsonGenerator out, Object value) throws IOException {
            out.writeString(Timestamps.format((Instant) value));
        }
    };

    private static final int LONGEST_INTEGER = "-2147483648".length();

    /** Nothing that is measured or counted needs more digits, and long ones are slow to convert. */
    private static final int LONGEST_NUMBER = 50;

    private static String text(JsonParser parser, String wanted) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw ValueCodec.wrongType(wanted, parser.currentToken());
        }
        return parser.getText();
    }

    private static int range(long number) {
        if (number != (int) number) {
            throw ValueCodec.badValue("is not within " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    private static BigDecimal decimal(JsonParser parser) throws IOException {
        String digits = parser.getText();
        try {
            if (digits.length() <= LONGEST_NUMBER) {
                return new BigDecimal(digits);
            }
        } catch (NumberFormatException e) {
            // An exponent beyond any sense.
        }
        throw ValueCodec.badValue("is a number beyond any limit");
    }
}
