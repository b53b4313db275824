// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.status;

import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.v16.AuthorizationStatus;
import io.gatewatt.ocpp.v16.ChargePointErrorCode;
import io.gatewatt.ocpp.v16.StatusNotification;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.Station;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the central system that it says of a tag otherwise than the list it has sent: StatusNotification of connector 0 with its present status and
 * LocalListConflict (OCPP 1.6 section 3.5.2). It is news, not a state: nothing is told when it ends. Only on the loop.
 */
@Component(service = ListConflict.class)
public final class ListConflict {

    private static final Logger LOG = LoggerFactory.getLogger(ListConflict.class);

    private final Station station;
    private final CentralSystem central;
    /** One start brings several confirmations that say the same. */
    private Optional<Map.Entry<IdToken, AuthorizationStatus>> told = Optional.empty();

    /** With all it needs. */
    @Activate
    public ListConflict(@Reference Station station, @Reference CentralSystem central) {
        this.station = station;
        this.central = central;
    }

    /** The central system said this of a listed tag. The same twice in a row is told once. */
    public void tell(IdToken token, AuthorizationStatus said) {
        Optional<Map.Entry<IdToken, AuthorizationStatus>> news = Optional.of(new SimpleImmutableEntry<>(token, said));
        if (told.equals(news)) {
            return;
        }
        told = news;
        LOG.warn("the central system says {} of a tag, its list says otherwise", said);
        central.call(
                        StatusNotification.ACTION,
                        Report.ofStation(station.snapshot())
                                .request(
                                        0,
                                        ChargePointErrorCode.LocalListConflict,
                                        "Tag is " + said + ", not as listed"))
                .onFailure(why -> {
                    told = Optional.empty();
                    LOG.warn("the conflict with the list could not be told: {}", why.getMessage());
                });
    }
}
