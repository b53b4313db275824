// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import java.io.IOException;

/** Reads and writes the values of one type. */
interface ValueCodec {

    /**
     * Reads the value whose first token is the current one, up to its last token.
     *
     * @param tolerant whether to pass over what does no harm
     * @throws OcppException with words that begin with the path below this value: " …" for the value itself, "[n]…" or "field…"
     * @throws IOException when the text is not JSON
     */
    Object read(JsonParser parser, boolean tolerant) throws IOException;

    /** Writes a value that is not null. */
    void write(JsonGenerator out, Object value) throws IOException;

    /** The value has another JSON type. */
    static OcppException wrongType(String wanted, JsonToken found) {
        return new OcppException(
                ErrorCode.TypeConstraintViolation, " must be " + wanted + ", not " + Words.kind(found));
    }

    /** The value has the right type, but this is wrong with it. */
    static OcppException badValue(String what) {
        return new OcppException(ErrorCode.PropertyConstraintViolation, " " + what);
    }

    /** The same error, seen one level higher. */
    static OcppException at(String step, OcppException e) {
        String below = e.getMessage();
        boolean direct = below.startsWith(" ") || below.startsWith("[");
        return new OcppException(e.code(), step + (direct ? "" : ".") + below);
    }
}
