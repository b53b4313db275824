// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.remote;

import io.gatewatt.loop.Loop;
import io.gatewatt.profile.core.keys.CoreKeys;
import io.gatewatt.profile.core.keys.Settings;
import io.gatewatt.station.LightRules;
import io.gatewatt.station.SessionRules;
import io.gatewatt.station.Station;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Gives the station the rules of a session, and of its lights, that stand in the keys. */
@Component(service = Rules.class, immediate = true)
public final class Rules {

    private final Station station;
    private final Settings settings;
    private final Runnable unsubscribe;
    private SessionRules given;
    private LightRules lit;

    /** Gives them at once, and at each change. */
    @Activate
    public Rules(@Reference Loop loop, @Reference Station station, @Reference Settings settings) {
        this.station = station;
        this.settings = settings;
        this.unsubscribe = settings.onChange(this::give);
        loop.submit("session rules", this::give);
    }

    @Deactivate
    void close() {
        unsubscribe.run();
    }

    private void give() {
        CoreKeys keys = settings.core();
        SessionRules rules = new SessionRules(
                Duration.ofSeconds(keys.ConnectionTimeOut()),
                keys.StopTransactionOnEVSideDisconnect() || settings.maker().StopTransactionOnEVSideDisconnectFixed(),
                keys.UnlockConnectorOnEVSideDisconnect()
                        && !station.snapshot().model().fixedCable());
        if (!rules.equals(given)) {
            given = rules;
            station.rules(rules);
        }
        LightRules lights = new LightRules(keys.LightIntensity(), keys.BlinkRepeat());
        if (!lights.equals(lit)) {
            lit = lights;
            station.lights(lights);
        }
    }
}
