// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.auth;

import io.gatewatt.loop.Row;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.KnownTokens.Known;
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

    Known known() {
        return new Known(status.equals("Accepted"), status, expiry, parent, false);
    }

    /** Whether the tag may charge at this instant. */
    boolean valid(Instant now) {
        return known().valid(now);
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
