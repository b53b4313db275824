// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import io.gatewatt.profile.core.FakeSettings;
import io.gatewatt.profile.core.FakeStation;
import io.gatewatt.station.ConnectorStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoreConfigurationTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final FakeStation station = new FakeStation(loop);
    private final LimitConfiguration limits = new LimitConfiguration(
            FakeSettings.annotation(CoreLimits.class, Map.of("MeterValuesSampledDataMaxLength", 3)));
    private final MakerConfiguration maker = new MakerConfiguration(FakeSettings.annotation(CoreMaker.class, Map.of()));
    private final CoreConfiguration configuration = new CoreConfiguration(
            loop,
            station,
            limits,
            new SpellingConfiguration(FakeSettings.annotation(CoreSpelling.class, Map.of())),
            maker,
            FakeSettings.annotation(CoreKeys.class, Map.of()));

    private void metersMeasure() {
        station.meter = new MeterReading(
                5,
                List.of(
                        new Measured(Quantity.VOLTAGE, Phase.L1_N, 230),
                        Measured.of(Quantity.POWER_ACTIVE_IMPORT, 7000)));
        station.status(1, ConnectorStatus.AVAILABLE, "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MeterValuesSampledData | ''                                                | true",
                "MeterValuesSampledData | Energy.Active.Import.Register                     | true",
                "MeterValuesSampledData | Energy.Active.Import.Register, Voltage            | true",
                "MeterValuesSampledData | Voltage.L1,Voltage.L1-N                           | true",
                "MeterValuesSampledData | Voltage.L2                                        | false",
                "MeterValuesSampledData | Power.Active.Import,Current.Offered               | true",
                "MeterValuesSampledData | SoC                                               | false",
                "MeterValuesSampledData | Energy.Active.Import.Interval,Power.Offered       | true",
                "MeterValuesSampledData | Energy.Active.Export.Interval                     | false",
                "MeterValuesSampledData | Energy.Reactive.Import.Interval                   | false",
                "MeterValuesSampledData | Power.Offered.L1                                  | false",
                "MeterValuesSampledData | Current.Offered.L1                                | false",
                "MeterValuesSampledData | Voltage,Voltage                                   | false",
                "MeterValuesSampledData | Voltage,                                          | false",
                "MeterValuesSampledData | Nonsense                                          | false",
                "MeterValuesSampledData | Voltage,Voltage.L1,Power.Active.Import,Current.Offered | false",
                "StopTxnAlignedData     | Voltage,Voltage.L1,Power.Active.Import,Current.Offered | true",
                "ConnectorPhaseRotation | 0.RST,1.RTS, 2.NotApplicable                      | true",
                "ConnectorPhaseRotation | ''                                                | true",
                "ConnectorPhaseRotation | 3.RST                                             | false",
                "ConnectorPhaseRotation | 1.ABC                                             | false",
                "ConnectorPhaseRotation | 1.RST,1.RTS                                       | false",
                "ConnectorPhaseRotation | RST                                               | false",
                "HeartbeatInterval      | 5                                                 | true"
            })
    void lists(String key, String value, boolean good) {
        metersMeasure();
        assertEquals(good, configuration.refuse(key, value).isEmpty(), () -> "" + configuration.refuse(key, value));
    }

    @Test
    void beforeAMeterWasReadEverythingMeasurableIsBelieved() {
        assertTrue(
                configuration.refuse("MeterValuesSampledData", "SoC,Voltage.L3").isEmpty());
        assertFalse(configuration
                .refuse("MeterValuesSampledData", "Power.Offered.L1")
                .isEmpty());
    }

    @Test
    void computedKeys() {
        assertEquals("2", configuration.computed().get("NumberOfConnectors").get());
        assertEquals(
                "3",
                configuration.computed().get("ConnectorPhaseRotationMaxLength").get());
    }

    @Test
    void nobodyMayPromiseToReleaseAFixedCable() {
        assertFalse(configuration.readOnly("UnlockConnectorOnEVSideDisconnect"));
        assertFalse(configuration.computed().containsKey("UnlockConnectorOnEVSideDisconnect"));
        station.fixedCable();
        assertTrue(configuration.readOnly("UnlockConnectorOnEVSideDisconnect"));
        assertEquals(
                "false",
                configuration
                        .computed()
                        .get("UnlockConnectorOnEVSideDisconnect")
                        .get());
    }

    @Test
    void calibrationLawMayForbidToGoOnWithoutTheVehicle() {
        String key = "StopTransactionOnEVSideDisconnect";
        assertFalse(configuration.readOnly(key));
        assertFalse(configuration.computed().containsKey(key));
        maker.modified(
                FakeSettings.annotation(CoreMaker.class, Map.of("StopTransactionOnEVSideDisconnectFixed", true)));
        assertTrue(configuration.readOnly(key));
        assertEquals("true", configuration.computed().get(key).get());
    }

    @Test
    void aChangeIsInForceBeforeItIsTold() {
        List<Integer> seen = new ArrayList<>();
        Runnable unsubscribe =
                configuration.onChange(() -> seen.add(configuration.core().HeartbeatInterval()));
        configuration.modified(FakeSettings.annotation(CoreKeys.class, Map.of("HeartbeatInterval", 7)));
        loop.run();
        unsubscribe.run();
        configuration.modified(FakeSettings.annotation(CoreKeys.class, Map.of("HeartbeatInterval", 8)));
        loop.run();
        assertEquals(List.of(7), seen);
    }
}
