// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.boot;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Timer;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.Link;
import io.gatewatt.ocpp.LinkListener;
import io.gatewatt.ocpp.NoAnswerException;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.Triggerable;
import io.gatewatt.ocpp.v16.BootNotification;
import io.gatewatt.ocpp.v16.BootNotification.Confirmation;
import io.gatewatt.station.Station;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the station with its central system, once per start of the process (OCPP 1.6 section 4.2). Asks again no earlier than the
 * central system said, also over a reconnect; after a connection that was lost without an answer at once. A call that is not answered on a
 * connection that holds is repeated soon at first, then less and less often.
 */
@Component
public final class Boot implements LinkListener, Triggerable {

    /** The wait when the central system names none, or answers with an error. */
    static final Duration OWN_WAIT = Duration.ofSeconds(30);

    /** The wait after the first call without an answer, on top of its time-out; it doubles with each. */
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Boot.class);

    private final Loop loop;
    private final Station station;
    private final CentralSystem central;
    private final HeartbeatKey heartbeat;
    private final Registered registered;
    private final Acceptance acceptance;
    private String to = "";
    private boolean accepted;
    private boolean asking;
    private boolean closed;
    private Duration unanswered = FIRST_WAIT;
    private Duration notBefore = Duration.ZERO;
    private Timer retry = Timer.NONE;

    /** With all it needs. */
    @Activate
    public Boot(
            @Reference Loop loop,
            @Reference Station station,
            @Reference CentralSystem central,
            @Reference HeartbeatKey heartbeat,
            @Reference Registered registered) {
        this.loop = loop;
        this.station = station;
        this.central = central;
        this.heartbeat = heartbeat;
        this.registered = registered;
        this.acceptance = new Acceptance(loop);
    }

    @Deactivate
    void close() {
        loop.submit("boot ends", () -> {
            closed = true;
            retry.cancel();
            registered.set(false);
        });
    }

    @Override
    public void changed(Link told) {
        // The link as it is: what is told may be older than the last answer.
        Link link = central.link();
        if (!link.url().isEmpty() && !link.url().equals(to)) {
            to = link.url();
            anew();
        }
        if (link.registration() == RegistrationStatus.Accepted && !accepted) {
            // This bundle came back, the process did not start anew: nothing to tell.
            accepted = true;
            registered.set(true);
        }
        ask();
    }

    /** Another central system: it is owed nothing of what the one before has answered. */
    private void anew() {
        notBefore = Duration.ZERO;
        unanswered = FIRST_WAIT;
        if (accepted) {
            accepted = false;
            registered.set(false);
        }
    }

    @Override
    public String message() {
        return BootNotification.ACTION.name();
    }

    /** Pending: asks at once. Accepted: the station has booted, and does not do it again (errata 3.35). */
    @Override
    public Optional<Runnable> trigger(Optional<Integer> connector) {
        return closed || accepted
                ? Optional.empty()
                : Optional.of(() -> {
                    notBefore = Duration.ZERO;
                    ask();
                });
    }

    private void ask() {
        retry.cancel();
        if (closed || accepted || asking || central.link().state() != Link.State.CONNECTED) {
            return;
        }
        Duration wait = notBefore.minus(loop.uptime());
        if (!wait.isNegative() && !wait.isZero()) {
            retry = loop.after(wait, "boot again", this::ask);
            return;
        }
        asking = true;
        String asked = central.link().url();
        central.call(BootNotification.ACTION, BootRequest.of(station.snapshot().model()))
                .onSuccess(answer -> answered(asked, answer))
                .onFailure(this::failed);
    }

    private void answered(String by, Confirmation answer) {
        asking = false;
        if (closed) {
            return;
        }
        if (!by.equals(central.link().url())) {
            // The address was changed in between: not the one that counts now.
            ask();
            return;
        }
        unanswered = FIRST_WAIT;
        StationTime.begin(loop, answer.currentTime());
        RegistrationStatus status = RegistrationStatus.valueOf(answer.status().name());
        acceptance.answered(status);
        accepted = status == RegistrationStatus.Accepted;
        if (!accepted) {
            Duration wait = answer.interval() > 0 ? Duration.ofSeconds(answer.interval()) : OWN_WAIT;
            LOG.warn("the central system answers {}; asking again in {} s", status, wait.toSeconds());
            notBefore = loop.uptime().plus(wait);
        }
        central.registration(status);
        if (accepted) {
            LOG.info("accepted by the central system");
            if (answer.interval() > 0) {
                heartbeat.set(answer.interval());
            }
            registered.set(true);
        }
        ask();
    }

    private void failed(Throwable why) {
        asking = false;
        if (central.link().state() == Link.State.CONNECTED) {
            Duration wait = why instanceof NoAnswerException ? nextUnanswered() : OWN_WAIT;
            LOG.warn(
                    "no proper answer to BootNotification: {}; asking again in {} s",
                    why.getMessage(),
                    wait.toSeconds());
            notBefore = loop.uptime().plus(wait);
        }
        ask();
    }

    private Duration nextUnanswered() {
        Duration wait = unanswered;
        Duration doubled = wait.multipliedBy(2);
        unanswered = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        return wait;
    }
}
