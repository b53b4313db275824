// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.auth;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.profile.core.FakeCentralSystem;
import io.gatewatt.profile.core.FakeSettings;
import io.gatewatt.profile.core.FakeStation;
import io.gatewatt.profile.core.status.ListConflict;

/** Where confirmations are learnt in tests: a cache that the station knows tokens by. */
public final class Learned {

    private Learned() {}

    /** With a cache of its own. */
    public static Learning in(VirtualLoop loop, FakeStation station, FakeSettings settings, FakeCentralSystem central) {
        AuthorizationCache cache = new AuthorizationCache(loop, settings);
        station.knowledge.add(cache);
        return new Learning(loop, station, cache, new ListConflict(station, central));
    }
}
