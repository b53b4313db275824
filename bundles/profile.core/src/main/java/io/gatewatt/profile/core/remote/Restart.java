// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.remote;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Timer;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.Outbox;
import io.gatewatt.profile.core.keys.Settings;
import io.gatewatt.profile.core.status.StatusNotifier;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StartPolicy;
import io.gatewatt.station.Station;
import io.gatewatt.station.StopReason;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.util.promise.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a restart: ends all transactions, gives the central system a moment to hear of it, then has the station started again. What
 * was not delivered by then is on disk and goes out after the restart. Nobody starts a session meanwhile.
 */
@Component(
        service = {Restart.class, StartPolicy.class},
        property = "service.ranking:Integer=1000")
public final class Restart implements StartPolicy {

    static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(Restart.class);

    private final Loop loop;
    private final Station station;
    private final CentralSystem central;
    private final Outbox outbox;
    private final Settings settings;
    private volatile StatusNotifier statuses;
    private boolean underWay;
    private boolean closed;
    private Timer timer = Timer.NONE;
    private Target target = (why, retries) -> {};

    /** With all it needs. */
    @Activate
    public Restart(
            @Reference Loop loop,
            @Reference Station station,
            @Reference CentralSystem central,
            @Reference Outbox outbox,
            @Reference Settings settings) {
        this.loop = loop;
        this.station = station;
        this.central = central;
        this.outbox = outbox;
        this.settings = settings;
    }

    @Deactivate
    void close() {
        loop.submit("restart ends", () -> {
            closed = true;
            timer.cancel();
        });
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStatuses(StatusNotifier now) {
        statuses = now;
    }

    void unbindStatuses(StatusNotifier gone) {
        if (statuses == gone) {
            statuses = null;
        }
    }

    @Override
    public Promise<Verdict> judge(Optional<Integer> connector, IdToken token) {
        return loop.promises()
                .resolved(underWay ? new Verdict.Refuse("the station is about to restart") : new Verdict.NoOpinion());
    }

    /** Whether the station is about to restart. Only on the loop. */
    boolean underWay() {
        return underWay;
    }

    /** What is restarted, once all is told. */
    interface Target {

        /**
         * Restarts it; returns at once.
         *
         * @param retries how often to try again when it fails
         */
        void restart(String why, int retries);
    }

    /** Begins. A second time while it is under way only makes it as hard as the harder of the two; the first reason counts. On the loop. */
    void begin(StopReason reason, Target wanted) {
        if (underWay) {
            if (reason == StopReason.HARD_RESET) {
                target = wanted;
            }
            return;
        }
        underWay = true;
        target = wanted;
        LOG.warn("the central system resets the station: {}", reason);
        station.stopAll(reason);
        // One step at least, so that what the stop sets off has begun.
        Duration until = loop.uptime().plus(PATIENCE);
        later(STEP, () -> wait(reason, until));
    }

    private void wait(StopReason reason, Duration until) {
        // A card that was on its way to the central system when this began may have been accepted since.
        station.stopAll(reason);
        if (told() || loop.uptime().compareTo(until) >= 0) {
            attempt(reason, settings.core().ResetRetries());
        } else {
            later(STEP, () -> wait(reason, until));
        }
    }

    /** The next step, unless this component itself was restarted before. */
    private void later(Duration delay, Runnable step) {
        timer = loop.after(delay, "restart", () -> {
            if (!closed) {
                step.run();
            }
        });
    }

    private boolean told() {
        boolean ended = station.snapshot().transactions().isEmpty();
        StatusNotifier status = statuses;
        return ended && (!central.link().online() || outbox.depth() == 0 && (status == null || status.settled()));
    }

    /** Who is still here after a while was not restarted. */
    private void attempt(StopReason reason, int retries) {
        target.restart("reset by the central system: " + reason, retries);
        later(RETRY, () -> {
            if (retries > 0) {
                attempt(reason, retries - 1);
            } else {
                underWay = false;
            }
        });
    }
}
