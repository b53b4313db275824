// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import io.gatewatt.measure.Measured;
import io.gatewatt.ocpp.v16.ReadingContext;
import io.gatewatt.ocpp.v16.SampledValue;
import io.gatewatt.ocpp.v16.UnitOfMeasure;
import io.gatewatt.profile.core.keys.MeasurandList.Item;
import io.gatewatt.profile.core.keys.Settings;
import io.gatewatt.station.StationSnapshot;
import java.util.List;

/** Puts together what can be told of a connector, and tells what is asked for, by the keys in force. */
final class Moments {

    private static final Moment.Offer NOTHING = new Moment.Offer(0, 0, 0);

    private final Settings settings;

    Moments(Settings settings) {
        this.settings = settings;
    }

    /**
     * What can be told of a connector now.
     *
     * @param reading the register first
     * @param period what interval values count from
     */
    List<Told> told(StationSnapshot station, int connector, List<Measured> reading, Period period) {
        Moment.Offer offer = station.connector(connector)
                .map(c -> new Moment.Offer(
                        c.offeredAmps(), c.offeredPhases(), station.model().nominalVolts()))
                .orElse(NOTHING);
        PhaseRotation rotation = PhaseRotation.of(settings.core().ConnectorPhaseRotation(), connector);
        return new Moment(reading, offer, period, rotation).told();
    }

    /** The values asked for. */
    List<SampledValue> values(List<Item> items, List<Told> told, ReadingContext context) {
        return Samples.of(
                items, told, context, UnitOfMeasure.valueOf(settings.spelling().temperatureUnit()));
    }
}
