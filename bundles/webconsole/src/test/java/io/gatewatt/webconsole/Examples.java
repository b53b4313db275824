// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.PilotState;
import io.gatewatt.measure.Quantity;
import io.gatewatt.ocpp.Frame;
import io.gatewatt.ocpp.Link;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.station.ConnectorSnapshot;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.FaultState;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StationModel;
import io.gatewatt.station.StationSnapshot;
import io.gatewatt.station.TransactionSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A station with one connector that charges and one that is faulted. */
final class Examples {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final IdToken CARD = new IdToken("04A1B2C3");

    private Examples() {}

    static StationSnapshot station(long registerWh) {
        TransactionSnapshot transaction = new TransactionSnapshot(
                "t1",
                1,
                CARD,
                Optional.empty(),
                NOON.minusSeconds(90),
                1000,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        MeterReading reading = new MeterReading(registerWh, List.of(Measured.of(Quantity.POWER_ACTIVE_IMPORT, 22080)));
        ConnectorSnapshot charging = new ConnectorSnapshot(
                1,
                ConnectorStatus.CHARGING,
                "",
                Optional.empty(),
                PilotState.C,
                true,
                true,
                32,
                Optional.of(CARD),
                Optional.of("t1"),
                Optional.empty(),
                Optional.of(reading),
                Optional.of(NOON));
        ConnectorSnapshot faulted = new ConnectorSnapshot(
                2,
                ConnectorStatus.FAULTED,
                "",
                Optional.of(FaultState.of(DeviceFault.blocking(DeviceFault.Kind.GROUND, "<b>30 mA</b>"))),
                PilotState.A,
                false,
                false,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        StationModel model = new StationModel("Gatewatt", "Bench", "S1", "0.1", 2, false, 32);
        return new StationSnapshot(
                NOON,
                model,
                true,
                Optional.empty(),
                new TreeMap<>(Map.of(1, charging, 2, faulted)),
                List.of(transaction));
    }

    /** The same station with other transactions. */
    static StationSnapshot with(StationSnapshot station, TransactionSnapshot... transactions) {
        return new StationSnapshot(
                station.at(),
                station.model(),
                station.operative(),
                station.fault(),
                station.connectors(),
                List.of(transactions));
    }

    static Link link() {
        return new Link(
                Link.State.CONNECTED, NOON, "", "ws://127.0.0.1:9000/CP1", "CP1", RegistrationStatus.Accepted, 3);
    }

    static Frame frame(long sequence, String text) {
        return new Frame(sequence, NOON, Frame.Direction.SENT, "Authorize", text, -1);
    }
}
