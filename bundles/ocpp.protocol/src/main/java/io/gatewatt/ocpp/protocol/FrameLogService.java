// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol;

import io.gatewatt.ocpp.Frame;
import io.gatewatt.ocpp.FrameLog;
import io.gatewatt.ocpp.protocol.session.FrameRing;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;

/** The frame log as a service. */
@Component(service = {FrameLog.class, FrameLogService.class})
public final class FrameLogService implements FrameLog {

    private final FrameRing ring = new FrameRing();

    FrameRing ring() {
        return ring;
    }

    @Override
    public List<Frame> since(long sequence) {
        return ring.since(sequence);
    }

    @Override
    public AutoCloseable listen(Consumer<Frame> listener) {
        return ring.listen(listener);
    }
}
