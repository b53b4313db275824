// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy;

import java.time.Instant;
import java.util.List;

/**
 * A bundle on the station that was deployed in the field.
 *
 * @param name symbolic name
 * @param version the version that runs
 * @param signer who signed it, the subject of the certificate; empty when it is unsigned
 * @param since when it was deployed
 * @param kept versions to which it can be rolled back, the newest first
 */
public record Deployed(String name, String version, String signer, Instant since, List<String> kept) {

    /** Copies the list. */
    public Deployed {
        kept = List.copyOf(kept);
    }
}
