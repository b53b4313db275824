// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.auth;

import io.gatewatt.loop.Row;
import io.gatewatt.station.IdToken;
import java.time.Instant;
import java.util.Optional;

/**
 * What the central system said of a tag.
 *
 * @param status its status as on the wire
 * @param expiry when a valid tag ceases to be so
 * @param parent the group it belongs to
 * @param learntAt when it was said
 */
record CachedTag(String status, Optional<Instant> expiry, Optional<IdToken> parent, Instant learntAt) {

    /** Whether the tag may charge at this instant. */
    boolean valid(Instant now) {
        return status.equals("Accepted") && expiry.map(now::isBefore).orElse(true);
    }

    /** Its status at this instant. */
    String words(Instant now) {
        return status.equals("Accepted") && !valid(now) ? "Expired" : status;
    }

    Row row() {
        return Row.empty()
                .with("status", status)
                .with("expiry", expiry)
                .with("parent", parent.map(IdToken::value))
                .with("learntAt", learntAt);
    }

    static CachedTag of(Row row) {
        return new CachedTag(
                row.text("status"),
                row.find("expiry").map(Instant::parse),
                row.find("parent").map(IdToken::new),
                row.instant("learntAt"));
    }
}
