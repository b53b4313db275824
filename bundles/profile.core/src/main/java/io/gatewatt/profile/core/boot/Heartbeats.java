// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.boot;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Timer;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.v16.Heartbeat;
import io.gatewatt.profile.core.keys.Settings;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Sends a Heartbeat each HeartbeatInterval, and takes the time from its answer. A change of the interval starts it anew. */
@Component(service = Heartbeats.class, immediate = true, property = Registered.REQUIRED)
public final class Heartbeats {

    /** The clock is to be set once a day (OCPP-J 1.6 section 5.3), s. */
    private static final int LONGEST = 86_400;

    private final Loop loop;
    private final Settings settings;
    private final CentralSystem central;
    private final Runnable unsubscribe;
    private Timer timer = Timer.NONE;
    private int seconds;
    private boolean waiting;
    private boolean closed;

    /** Beats from now on. */
    @Activate
    public Heartbeats(@Reference Loop loop, @Reference Settings settings, @Reference CentralSystem central) {
        this.loop = loop;
        this.settings = settings;
        this.central = central;
        this.unsubscribe = settings.onChange(this::settingsChanged);
        loop.submit("heartbeats begin", this::settingsChanged);
    }

    @Deactivate
    void close() {
        unsubscribe.run();
        loop.submit("heartbeats end", () -> {
            closed = true;
            timer.cancel();
        });
    }

    private void settingsChanged() {
        int now = settings.core().HeartbeatInterval();
        if (!closed && now != seconds) {
            seconds = now;
            rearm();
        }
    }

    private void rearm() {
        timer.cancel();
        timer = loop.after(Duration.ofSeconds(Math.min(seconds, LONGEST)), "heartbeat", this::beat);
    }

    private void beat() {
        rearm();
        // An unanswered one is enough: a slow central system is not helped by a second.
        if (!waiting && central.link().online()) {
            waiting = true;
            central.call(Heartbeat.ACTION, new Heartbeat.Request())
                    .onResolve(() -> waiting = false)
                    .onSuccess(answer -> StationTime.correct(loop, answer.currentTime()));
        }
    }
}
