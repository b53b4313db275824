// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** The last frames on the wire, in memory. From any thread. */
@ProviderType
public interface FrameLog {

    /** Frames with a sequence above the given one, oldest first; at most the last 500 are kept. */
    List<Frame> since(long sequence);

    /**
     * Tells each frame from now on; the listener returns at once.
     *
     * @return closes the listening
     */
    AutoCloseable listen(Consumer<Frame> listener);
}
