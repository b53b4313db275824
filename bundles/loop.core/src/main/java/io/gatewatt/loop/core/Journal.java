// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import io.gatewatt.loop.Row;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Durable tables, written a whole turn at a time. Used by the loop's thread alone. */
interface Journal extends Closeable {

    /** The committed row of a key. */
    Optional<Row> get(String table, String key);

    /** All committed rows of a table, ordered by key; empty when there is no such table. */
    SortedMap<String, Row> all(String table);

    /** Committed keys of a table in their order; empty when there is no such table. */
    List<String> keys(String table);

    /**
     * Makes all changes durable, or none.
     *
     * @param changes by table and key; an empty value removes the row
     * @return bytes of keys and rows written
     * @throws IOException when nothing was changed: the store is full, gone or broken
     */
    long commit(Map<String, ? extends Map<String, Optional<Row>>> changes) throws IOException;
}
