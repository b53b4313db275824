// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Core keys of section 2.1 of the catalogue, as a table: what of them may be written, and what may not be a value. */
final class CoreKeys {

    /** Most items of a list of measurands on the station that this table is for. */
    static final int MOST_MEASURANDS = 4;

    private static final String REGISTER = "Energy.Active.Import.Register";

    /** No whole number, whatever the key: sign, blank, other digits, fractions, too great. */
    private static final List<String> NO_NUMBER = List.of(
            "",
            " ",
            "+5",
            "-1",
            "-0",
            " 5",
            "5 ",
            "5,0",
            "5.0",
            "1e2",
            "0x5",
            "five",
            "\u0663",
            "2147483648",
            "99999999999999999999");

    private static final List<String> NO_TRUTH =
            List.of("", " ", "yes", "no", "on", "1", "0", "t", " true", "true ", "truefalse");

    private static final List<String> NO_MEASURANDS = List.of(
            "Nonsense",
            REGISTER + ",Nonsense",
            "Voltage,",
            ",Voltage",
            ",",
            "Voltage,,Current.Import",
            "Voltage,Voltage",
            "Voltage, Voltage",
            "Voltage.L9",
            "Voltage.",
            "SoC",
            "Energy.Active.Export.Interval",
            "Power.Offered.L1",
            REGISTER + ";Voltage",
            "Voltage,Current.Import,Current.Offered,Power.Offered," + REGISTER);

    private static final List<String> NO_ROTATIONS = List.of(
            "RST",
            "1.ABC",
            "1.rst",
            "3.RST",
            "-1.RST",
            "1.RST,",
            "1.RST,1.RTS",
            "1.RST;2.RST",
            "1. RST",
            "0.RST,,1.RST");

    private CoreKeys() {}

    /**
     * One key.
     *
     * @param name as it is spelt
     * @param pid the configuration that holds it; empty for one that follows from something else
     * @param other a good value that is not its default; empty for one that may not be written
     * @param bad values that must be refused
     */
    record CoreKey(String name, String pid, String other, List<String> bad) {

        boolean readOnly() {
            return other.isEmpty();
        }
    }

    /** All of them. */
    static List<CoreKey> all() {
        List<CoreKey> keys = new ArrayList<>();
        Stream.of(
                        "AllowOfflineTxForUnknownId true",
                        "AuthorizationCacheEnabled false",
                        "AuthorizeRemoteTxRequests false",
                        "LocalAuthorizeOffline false",
                        "LocalPreAuthorize true",
                        "StopTransactionOnEVSideDisconnect false",
                        "StopTransactionOnInvalidId false",
                        "UnlockConnectorOnEVSideDisconnect true")
                .forEach(row -> keys.add(writable(row, NO_TRUTH)));
        // Name, another value, least, most.
        Stream.of(
                        "BlinkRepeat 5 0",
                        "ClockAlignedDataInterval 3600 0 86400",
                        "ConnectionTimeOut 77 0",
                        "HeartbeatInterval 77 1",
                        "LightIntensity 50 0 100",
                        "MaxEnergyOnInvalidId 77 0",
                        "MessageTimeout 77 1",
                        "MeterValueSampleInterval 77 0",
                        "MinimumStatusDuration 1 0",
                        "ResetRetries 7 0",
                        "TransactionMessageAttempts 7 1",
                        "TransactionMessageRetryInterval 7 0",
                        "WebSocketPingInterval 77 0")
                .forEach(row -> keys.add(number(row)));
        Stream.of("MeterValuesAlignedData", "MeterValuesSampledData", "StopTxnAlignedData", "StopTxnSampledData")
                .forEach(name -> keys.add(new CoreKey(name, "ocpp.core", "Voltage," + REGISTER, NO_MEASURANDS)));
        keys.add(new CoreKey("ConnectorPhaseRotation", "ocpp.core", "0.RST,1.STR,2.TRS", NO_ROTATIONS));
        Stream.of(
                        "GetConfigurationMaxKeys",
                        "MeterValuesAlignedDataMaxLength",
                        "MeterValuesSampledDataMaxLength",
                        "StopTransactionMaxMeterValues",
                        "StopTxnAlignedDataMaxLength",
                        "StopTxnSampledDataMaxLength")
                .forEach(name -> keys.add(new CoreKey(name, "ocpp.core.limits", "", List.of("7", "", "x"))));
        Stream.of("ConnectorPhaseRotationMaxLength", "NumberOfConnectors", "SupportedFeatureProfiles")
                .forEach(name -> keys.add(new CoreKey(name, "", "", List.of("7", "", "x"))));
        return List.copyOf(keys);
    }

    private static CoreKey writable(String row, List<String> bad) {
        String[] parts = row.split(" ");
        return new CoreKey(parts[0], "ocpp.core", parts[1], bad);
    }

    private static CoreKey number(String row) {
        String[] parts = row.split(" ");
        List<String> bad = new ArrayList<>(NO_NUMBER);
        if (!parts[2].equals("0")) {
            bad.add("0");
        }
        if (parts.length > 3) {
            bad.add(Long.toString(Long.parseLong(parts[3]) + 1));
        }
        return writable(row, List.copyOf(bad));
    }
}
