// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A row of a table: text fields by name, stored as one JSON object, so that the database can be read by hand. */
public final class Row {

    private final Map<String, String> fields;

    private Row(Map<String, String> fields) {
        this.fields = fields;
    }

    /** A row with a copy of these fields; no null values. */
    public static Row of(Map<String, String> fields) {
        return new Row(Map.copyOf(fields));
    }

    /** An empty row to begin with: {@code Row.empty().with("id", 7)}. */
    public static Row empty() {
        return new Row(Map.of());
    }

    /** This row with one more field, in its text form; a null value or an empty Optional leaves the field out. */
    public Row with(String name, Object value) {
        Object plain = value instanceof Optional<?> o ? o.orElse(null) : value;
        Map<String, String> copy = new LinkedHashMap<>(fields);
        if (plain == null) {
            copy.remove(name);
        } else {
            copy.put(name, plain.toString());
        }
        return new Row(copy);
    }

    /** All fields. */
    public Map<String, String> fields() {
        return Map.copyOf(fields);
    }

    /** A field that may be absent. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /**
     * A field that must be there.
     *
     * @throws IllegalStateException when it is not: the row was written by something else
     */
    public String text(String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("stored row has no field '" + name + "': " + fields.keySet());
        }
        return value;
    }

    /** A whole number that must be there. */
    public long number(String name) {
        return Long.parseLong(text(name));
    }

    /** A truth value; absent is false. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(fields.get(name));
    }

    /** An instant that must be there. */
    public Instant instant(String name) {
        return Instant.parse(text(name));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Row row && row.fields.equals(fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
