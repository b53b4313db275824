// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.boot;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.Triggerable;
import io.gatewatt.ocpp.v16.Heartbeat;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Heartbeat that the central system asks for, while registration is pending, too. The rhythm of the others stays. */
@Component
public final class HeartbeatTrigger implements Triggerable {

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatTrigger.class);

    private final Loop loop;
    private final CentralSystem central;

    /** With all it needs. */
    @Activate
    public HeartbeatTrigger(@Reference Loop loop, @Reference CentralSystem central) {
        this.loop = loop;
        this.central = central;
    }

    @Override
    public String message() {
        return Heartbeat.ACTION.name();
    }

    @Override
    public Optional<Runnable> trigger(Optional<Integer> connector) {
        return Optional.of(() -> central.callTriggered(Heartbeat.ACTION, new Heartbeat.Request())
                .onSuccess(answer -> StationTime.correct(loop, answer.currentTime()))
                .onFailure(why -> LOG.warn("a triggered Heartbeat was not answered: {}", why.getMessage())));
    }
}
