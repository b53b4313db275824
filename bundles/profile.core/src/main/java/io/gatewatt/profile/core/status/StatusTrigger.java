// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.status;

import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.Triggerable;
import io.gatewatt.ocpp.v16.StatusNotification;
import io.gatewatt.station.Station;
import io.gatewatt.station.StationSnapshot;
import java.util.Optional;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A status that the central system asks for: the present one, at once, however short it has lasted. It takes its place behind the reports
 * that wait for their turn; while registration is pending there are none, and it goes out by itself.
 */
@Component
public final class StatusTrigger implements Triggerable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusTrigger.class);

    private final Station station;
    private final CentralSystem central;
    private volatile StatusNotifier notifier;

    /** With all it needs. */
    @Activate
    public StatusTrigger(@Reference Station station, @Reference CentralSystem central) {
        this.station = station;
        this.central = central;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindNotifier(StatusNotifier now) {
        notifier = now;
    }

    void unbindNotifier(StatusNotifier gone) {
        if (notifier == gone) {
            notifier = null;
        }
    }

    @Override
    public String message() {
        return StatusNotification.ACTION.name();
    }

    @Override
    public Optional<Runnable> trigger(Optional<Integer> connector) {
        int last = station.snapshot().model().connectors();
        if (connector.filter(c -> c > last).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(() -> IntStream.rangeClosed(connector.orElse(0), connector.orElse(last))
                .forEach(this::tell));
    }

    private void tell(int connector) {
        StatusNotifier registered = notifier;
        if (registered == null) {
            StationSnapshot now = station.snapshot();
            Report.of(connector, now).ifPresent(report -> tell(connector, report));
        } else {
            registered.tell(connector);
        }
    }

    private void tell(int connector, Report report) {
        central.callTriggered(StatusNotification.ACTION, report.request(connector))
                .onFailure(why -> LOG.warn(
                        "the triggered status of connector {} could not be told: {}", connector, why.getMessage()));
    }
}
