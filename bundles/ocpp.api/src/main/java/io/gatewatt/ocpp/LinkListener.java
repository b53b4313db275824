// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

import org.osgi.annotation.versioning.ConsumerType;

/** Whiteboard: is told when the connection or the registration changes. */
@ConsumerType
@FunctionalInterface
public interface LinkListener {

    /** The link is now so. On the loop; the first call comes when the listener is found. */
    void changed(Link link);
}
