// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gatewatt.bench.model.Cable;
import io.gatewatt.bench.model.Car;
import io.gatewatt.bench.model.LockBehaviour;
import io.gatewatt.bench.model.Memory;
import io.gatewatt.bench.model.MeterBehaviour;
import io.gatewatt.measure.PilotState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A memory, and how wrong the clock is, as one JSON object each, field by field: a station starts with it, and a mapper that looks at the records would take longer than all else the
 * bench does until then.
 */
final class MemoryJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String OFFSET = "offsetSeconds";

    private MemoryJson() {}

    static byte[] write(Memory memory) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("registerWh", memory.registerWh());
            json.writeStringField("serial", memory.serial());
            json.writeStringField("meter", memory.meter().name());
            json.writeNumberField("turnedAtWh", memory.turnedAtWh());
            json.writeStringField("lock", memory.lock().name());
            json.writeBooleanField("lockChosen", memory.lockChosen());
            json.writeBooleanField("locked", memory.locked());
            json.writeObjectFieldStart("cable");
            json.writeBooleanField("ev", memory.cable().ev());
            json.writeBooleanField("station", memory.cable().station());
            json.writeBooleanField("half", memory.cable().half());
            json.writeEndObject();
            json.writeObjectFieldStart("car");
            json.writeStringField("state", memory.car().state().name());
            json.writeNumberField("maxAmps", memory.car().maxAmps());
            json.writeNumberField("phases", memory.car().phases());
            json.writeBooleanField("diode", memory.car().diode());
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when it is no memory: a field is missing or wrong */
    static Memory read(byte[] bytes) throws IOException {
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            Fields all = new Fields(json);
            Fields cable = all.object("cable");
            Fields car = all.object("car");
            return new Memory(
                    Long.parseLong(all.text("registerWh")),
                    all.text("serial"),
                    MeterBehaviour.valueOf(all.text("meter")),
                    Long.parseLong(all.text("turnedAtWh")),
                    LockBehaviour.valueOf(all.text("lock")),
                    all.flag("lockChosen"),
                    all.flag("locked"),
                    new Cable(cable.flag("ev"), cable.flag("station"), cable.flag("half")),
                    new Car(
                            PilotState.valueOf(car.text("state")),
                            Double.parseDouble(car.text("maxAmps")),
                            Integer.parseInt(car.text("phases")),
                            car.flag("diode")));
        } catch (IllegalArgumentException e) {
            throw new IOException("not a value it could have: " + e.getMessage(), e);
        }
    }

    static byte[] writeClock(long offsetSeconds) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField(OFFSET, offsetSeconds);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when it tells of no clock */
    static long readClock(byte[] bytes) throws IOException {
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            return Long.parseLong(new Fields(json).text(OFFSET));
        } catch (NumberFormatException e) {
            throw new IOException("no number of seconds: " + e.getMessage(), e);
        }
    }

    /** The fields of one object in their text form, and the objects in it. */
    private static final class Fields {

        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, Fields> objects = new HashMap<>();

        Fields(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw new IOException("an object is expected");
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_OBJECT) {
                    objects.put(name, new Fields(json));
                } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    texts.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }

        String text(String name) throws IOException {
            return found(texts, name);
        }

        boolean flag(String name) throws IOException {
            return Boolean.parseBoolean(text(name));
        }

        Fields object(String name) throws IOException {
            return found(objects, name);
        }

        private static <T> T found(Map<String, T> all, String name) throws IOException {
            T value = all.get(name);
            if (value == null) {
                throw new IOException(name + " is missing");
            }
            return value;
        }
    }
}
