// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;

/** A durable map from key to row, ordered by key. Reads see the present turn's own writes. Only on the loop. */
@ProviderType
public interface Table {

    /** The row of this key. */
    Optional<Row> get(String key);

    /** All rows in the order of their keys; a copy. */
    SortedMap<String, Row> all();

    /** All keys in their order; a copy, much smaller than that of the rows. */
    List<String> keys();

    /** Writes the row, replacing one that is there. */
    void put(String key, Row row);

    /** Writes the fields as a row. */
    default void put(String key, Map<String, String> fields) {
        put(key, Row.of(fields));
    }

    /** Removes the row; none is no error. */
    void remove(String key);
}
