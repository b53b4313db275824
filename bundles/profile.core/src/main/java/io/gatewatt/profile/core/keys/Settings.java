// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.keys;

/** The keys in force, for the other components of this bundle. From any thread. */
public interface Settings {

    /** The writable keys as they are now. */
    CoreKeys core();

    /** The maker's limits as they are now. */
    CoreLimits limits();

    /** What the maker has decided. */
    CoreMaker maker();

    /** The spelling in force. */
    CoreSpelling spelling();

    /**
     * Tells each change of a key, on the loop, after it is in force.
     *
     * @return ends the telling
     */
    Runnable onChange(Runnable listener);
}
