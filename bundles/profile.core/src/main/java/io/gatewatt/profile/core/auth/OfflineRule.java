// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.auth;

import io.gatewatt.profile.core.keys.CoreKeys;
import io.gatewatt.station.KnownTokens.Known;
import io.gatewatt.station.StartPolicy.Verdict;
import java.time.Instant;
import java.util.Optional;

/** Who may charge while the central system cannot be asked (OCPP 1.6 sections 3.5.3 and 3.5.4). */
final class OfflineRule {

    private OfflineRule() {}

    /**
     * The verdict.
     *
     * @param known what a local list or the cache knows of the tag
     * @param trusted whether a central system has ever accepted this station: before that nobody charges
     */
    static Verdict judge(CoreKeys keys, Optional<Known> known, boolean trusted, Instant now) {
        if (!trusted) {
            return new Verdict.Refuse("the central system has not accepted this station yet");
        }
        if (!keys.LocalAuthorizeOffline()) {
            return new Verdict.Refuse("no connection to the central system, and LocalAuthorizeOffline is false");
        }
        if (known.isPresent()) {
            return known.get().valid(now)
                    ? new Verdict.Accept(known.get().group(), Optional.empty())
                    : new Verdict.Refuse("no connection to the central system, and the tag was last known as "
                            + known.get().wordAt(now));
        }
        return keys.AllowOfflineTxForUnknownId()
                ? new Verdict.Accept(Optional.empty(), Optional.empty())
                : new Verdict.Refuse("no connection to the central system, and the tag is unknown here");
    }
}
