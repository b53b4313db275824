// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.model;

import java.util.Optional;

/** Where the memory of the connectors outlives the process. */
public interface MemoryStore {

    /** What was saved last. */
    Optional<Memory> load(int connector);

    /** Saves; durable on return. */
    void save(int connector, Memory memory);
}
