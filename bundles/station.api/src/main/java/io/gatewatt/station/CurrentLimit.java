// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

import java.util.OptionalDouble;
import org.osgi.annotation.versioning.ConsumerType;

/** Whiteboard: limits the current of connectors. The station takes the minimum; call {@link Station#refresh()} when a limit changes. */
@ConsumerType
public interface CurrentLimit {

    /** Current allowed now on this connector, A per phase, 0 for none; empty for no limit. On the loop. */
    OptionalDouble amps(int connector);
}
