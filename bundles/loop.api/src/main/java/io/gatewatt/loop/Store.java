// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop;

import org.osgi.annotation.versioning.ProviderType;

/** The durable store: named tables of rows. What a turn writes becomes durable together at its end. */
@ProviderType
public interface Store {

    /**
     * The table of this name, made when it does not exist yet.
     *
     * @param name lower-case letters, digits and underscores, 1..40
     * @throws IllegalArgumentException for another name
     */
    Table table(String name);
}
