// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;

/** A register's address as it is sent on the wire: a number, or {@code "0x…"}. */
final class Address extends JsonDeserializer<Integer> {

    @Override
    public Integer deserialize(JsonParser json, DeserializationContext context) throws IOException {
        String text = json.getText();
        try {
            int address = text.startsWith("0x") ? Integer.parseInt(text.substring(2), 16) : Integer.parseInt(text);
            if (address >= 0 && address <= 0xFFFF) {
                return address;
            }
        } catch (NumberFormatException e) {
            // Told below, as one out of range.
        }
        throw context.weirdStringException(
                text, Integer.class, "write 0..65535 or \"0x0000\"..\"0xFFFF\", as it is sent on the wire");
    }
}
