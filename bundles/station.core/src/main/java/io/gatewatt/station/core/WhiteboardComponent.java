// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.station.CurrentLimit;
import io.gatewatt.station.KnownTokens;
import io.gatewatt.station.Reservations;
import io.gatewatt.station.StartPolicy;
import io.gatewatt.station.StationListener;
import io.gatewatt.station.StatusFacet;
import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The whiteboards by which profiles plug into the station. Callbacks come on any thread; they only post. */
@Component(
        service = {},
        immediate = true)
public final class WhiteboardComponent {

    private final StationComponent station;

    /** @param station where they are plugged in */
    @Activate
    public WhiteboardComponent(@Reference StationComponent station) {
        this.station = station;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPolicy(StartPolicy policy, Map<String, Object> properties) {
        station.post("start policy comes", unit -> unit.policies().add(policy, ranking(properties), id(properties)));
    }

    void removePolicy(StartPolicy policy) {
        station.post("start policy goes", unit -> unit.policies().remove(policy));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTokens(KnownTokens tokens, Map<String, Object> properties) {
        station.post("known tokens come", unit -> unit.knowledge().add(tokens, ranking(properties), id(properties)));
    }

    void removeTokens(KnownTokens tokens) {
        station.post("known tokens go", unit -> unit.knowledge().remove(tokens));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addReservations(Reservations kept, Map<String, Object> properties) {
        station.post("reservations come", unit -> unit.reservations().add(kept, ranking(properties), id(properties)));
    }

    void removeReservations(Reservations kept) {
        station.post("reservations go", unit -> unit.reservations().remove(kept));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addLimit(CurrentLimit limit, Map<String, Object> properties) {
        station.post("current limit comes", unit -> {
            unit.limits().add(limit, ranking(properties), id(properties));
            unit.refresh();
        });
    }

    void removeLimit(CurrentLimit limit) {
        station.post("current limit goes", unit -> {
            unit.limits().remove(limit);
            unit.refresh();
        });
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addFacet(StatusFacet facet, Map<String, Object> properties) {
        station.post("status facet comes", unit -> {
            unit.facets().add(facet, ranking(properties), id(properties));
            unit.refresh();
        });
    }

    void removeFacet(StatusFacet facet) {
        station.post("status facet goes", unit -> {
            unit.facets().remove(facet);
            unit.refresh();
        });
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(StationListener listener, Map<String, Object> properties) {
        station.post("listener comes", unit -> unit.publisher().add(listener, ranking(properties), id(properties)));
    }

    void removeListener(StationListener listener) {
        station.post("listener goes", unit -> unit.publisher().remove(listener));
    }

    private static int ranking(Map<String, Object> properties) {
        return properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }

    private static long id(Map<String, Object> properties) {
        return (Long) properties.get(Constants.SERVICE_ID);
    }
}
