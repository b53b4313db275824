// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import io.gatewatt.ocpp.Action;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All 28 actions of OCPP 1.6. */
public final class Actions {

    /** The actions, by profile and name. */
    public static final List<Action<?, ?>> ALL = List.of(
            Authorize.ACTION,
            BootNotification.ACTION,
            ChangeAvailability.ACTION,
            ChangeConfiguration.ACTION,
            ClearCache.ACTION,
            DataTransfer.ACTION,
            GetConfiguration.ACTION,
            Heartbeat.ACTION,
            MeterValues.ACTION,
            RemoteStartTransaction.ACTION,
            RemoteStopTransaction.ACTION,
            Reset.ACTION,
            StartTransaction.ACTION,
            StatusNotification.ACTION,
            StopTransaction.ACTION,
            UnlockConnector.ACTION,
            DiagnosticsStatusNotification.ACTION,
            FirmwareStatusNotification.ACTION,
            GetDiagnostics.ACTION,
            UpdateFirmware.ACTION,
            GetLocalListVersion.ACTION,
            SendLocalList.ACTION,
            CancelReservation.ACTION,
            ReserveNow.ACTION,
            ClearChargingProfile.ACTION,
            GetCompositeSchedule.ACTION,
            SetChargingProfile.ACTION,
            TriggerMessage.ACTION);

    private static final Map<String, Action<?, ?>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Action::name, a -> a));

    private Actions() {}

    /** The action of a name, spelt exactly as on the wire; empty when OCPP 1.6 has none. */
    public static Optional<Action<?, ?>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
