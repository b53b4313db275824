// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop;

import org.osgi.annotation.versioning.ProviderType;

/** A task that waits for its time. */
@ProviderType
@FunctionalInterface
public interface Timer {

    /** A timer that never fires. */
    Timer NONE = () -> {};

    /** Forgets the task. On the loop it will not run after this; done already is no error. */
    void cancel();
}
