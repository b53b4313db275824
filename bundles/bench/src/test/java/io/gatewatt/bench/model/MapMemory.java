// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A memory that outlives a connector, but not the test. */
public final class MapMemory implements MemoryStore {

    final Map<Integer, Memory> saved = new HashMap<>();
    int saves;

    @Override
    public Optional<Memory> load(int connector) {
        return Optional.ofNullable(saved.get(connector));
    }

    @Override
    public void save(int connector, Memory memory) {
        saved.put(connector, memory);
        saves++;
    }
}
