// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.config.ecul7002s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document against the station's certificate of 2023-02-20, and against what the bundle's manifest promises. */
class DocumentTest {

    private static final String CERTIFICATE = """
            AuthorizeRemoteTxRequests=true
            ClockAlignedDataInterval=0
            ConnectionTimeOut=30
            GetConfigurationMaxKeys=1
            HeartbeatInterval=20
            LocalAuthorizeOffline=true
            LocalPreAuthorize=false
            MeterValueSampleInterval=10
            MeterValuesAlignedData=Energy.Active.Import.Register
            MeterValuesAlignedDataMaxLength=1
            MeterValuesSampledData=Energy.Active.Import.Register
            MeterValuesSampledDataMaxLength=1
            MinimumStatusDuration=0
            NumberOfConnectors=2
            ResetRetries=1
            StopTransactionMaxMeterValues=1
            StopTransactionOnEVSideDisconnect=true
            StopTransactionOnInvalidId=true
            StopTxnAlignedDataMaxLength=1
            StopTxnSampledDataMaxLength=1
            SupportedFeatureProfiles=Core
            TransactionMessageAttempts=1
            TransactionMessageRetryInterval=1
            UnlockConnectorOnEVSideDisconnect=false
            WebSocketPingInterval=55
            """;

    private JsonNode document;

    @BeforeEach
    void read() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/OSGI-INF/configurator/ecu-l7002s.json")) {
            document = new ObjectMapper().readTree(in);
        }
    }

    @Test
    void holdsTheCertifiedValues() {
        Map<String, String> keys = new TreeMap<>(values("ocpp.core"));
        keys.putAll(values("ocpp.core.limits"));
        keys.put("NumberOfConnectors", values("station").get("connectors"));
        keys.put("SupportedFeatureProfiles", values("station").get("profiles"));

        StringBuilder lines = new StringBuilder();
        keys.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
        assertEquals(CERTIFICATE, lines.toString());
    }

    @Test
    void isTheCertifiedStation() {
        Map<String, String> station = values("station");
        assertEquals("Blue Networks", station.get("vendor"));
        assertEquals("ECU-L7002S", station.get("model"));
        assertEquals("01.01.02", station.get("firmware"));
        assertEquals("true", station.get("fixedCable"));
    }

    @Test
    void numbersHaveTheTypeOfTheComponents() {
        for (JsonNode pid : document) {
            pid.properties()
                    .forEach(field -> assertEquals(
                            field.getValue().isNumber(), field.getKey().endsWith(":Integer"), field.getKey()));
        }
    }

    @Test
    void theManifestNamesThePids() throws IOException {
        List<String> pids = new ArrayList<>();
        document.fieldNames().forEachRemaining(pids::add);
        pids.removeIf(name -> name.startsWith(":"));
        try (InputStream in = Files.newInputStream(Path.of("target/classes/META-INF/MANIFEST.MF"))) {
            Manifest manifest = new Manifest(in);
            String provided = manifest.getMainAttributes().getValue("Provide-Capability");
            assertTrue(provided.endsWith("pids:List<String>=\"" + String.join(",", pids) + "\""), provided);
            String required = manifest.getMainAttributes().getValue("Require-Capability");
            assertTrue(required.contains("osgi.extender=osgi.configurator"), required);
        }
    }

    private Map<String, String> values(String pid) {
        Map<String, String> values = new TreeMap<>();
        document.get(pid)
                .properties()
                .forEach(field -> values.put(
                        field.getKey().replace(":Integer", ""), field.getValue().asText()));
        return values;
    }
}
