// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session.probe;

import io.gatewatt.station.IdToken;
import io.gatewatt.station.KnownTokens;
import io.gatewatt.station.Reservations;
import io.gatewatt.station.StatusFacet;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * A bundle as a local list and a reservation could be, in one: header {@code Probe} holds the listed tokens, the reserved connector and the
 * token it is kept for, as in {@code GOOD,LIST2 2 MINE}.
 */
public final class PolicyProbe implements BundleActivator, StatusFacet {

    /** Number of the reservation. */
    public static final int RESERVATION = 77;

    private String[] listed;
    private int reserved;
    private IdToken owner;

    /** Made by the framework. */
    public PolicyProbe() {}

    @Override
    public void start(BundleContext context) {
        String[] words = context.getBundle().getHeaders("").get("Probe").split(" ");
        listed = words[0].split(",");
        reserved = Integer.parseInt(words[1]);
        owner = new IdToken(words[2]);
        Dictionary<String, Object> list = new Hashtable<>();
        list.put(Constants.SERVICE_RANKING, 100);
        KnownTokens tokens = this::find;
        Reservations reservations = this::claim;
        context.registerService(KnownTokens.class, tokens, list);
        context.registerService(Reservations.class, reservations, null);
        context.registerService(StatusFacet.class, this, null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the services back.
    }

    private Optional<KnownTokens.Known> find(IdToken token) {
        for (String tag : listed) {
            if (token.equals(new IdToken(tag))) {
                return Optional.of(new KnownTokens.Known(true, "Accepted", Optional.empty(), Optional.empty(), true));
            }
        }
        return Optional.empty();
    }

    private Reservations.Claim claim(int connector, IdToken token, Optional<IdToken> group) {
        if (connector != reserved) {
            return new Reservations.Claim.None();
        }
        return token.equals(owner)
                ? new Reservations.Claim.Own(RESERVATION)
                : new Reservations.Claim.Others("the connector is reserved for somebody else");
    }

    @Override
    public boolean reserved(int connector) {
        return connector == reserved;
    }
}
