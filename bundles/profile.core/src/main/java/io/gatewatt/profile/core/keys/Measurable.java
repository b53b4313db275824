// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.keys;

import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Quantity;
import io.gatewatt.ocpp.v16.Measurand;
import io.gatewatt.station.ConnectorSnapshot;
import io.gatewatt.station.StationSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which measurands the station can report, told by the last readings of its meters. Until a meter has been read everything a meter could
 * measure is believed possible, so that a station can be configured before its meters answer.
 */
final class Measurable {

    private Measurable() {}

    static Predicate<MeasurandList.Item> of(StationSnapshot station) {
        List<MeterReading> readings = station.connectors().values().stream()
                .map(ConnectorSnapshot::reading)
                .flatMap(Optional::stream)
                .toList();
        return item -> {
            if (item.measurand() == Measurand.CurrentOffered || item.measurand() == Measurand.PowerOffered) {
                // An offer is made to the car, not to one of its conductors.
                return item.phase().isEmpty();
            }
            Optional<Quantity> quantity = Quantities.of(item.measurand());
            return quantity.isPresent()
                    && (readings.isEmpty()
                            || readings.stream().anyMatch(reading -> has(reading, quantity.get(), item)));
        };
    }

    private static boolean has(MeterReading reading, Quantity quantity, MeasurandList.Item item) {
        if (quantity == Quantity.ENERGY_ACTIVE_IMPORT && item.phase().isEmpty()) {
            return true;
        }
        return reading.values().stream().anyMatch(m -> m.quantity() == quantity && item.takes(m.phase()));
    }
}
