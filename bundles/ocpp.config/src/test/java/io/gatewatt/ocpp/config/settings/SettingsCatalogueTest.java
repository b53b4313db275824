// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCatalogueTest {

    @TempDir
    Path directory;

    private SettingsCatalogue catalogue;

    @BeforeEach
    void readJars() throws IOException {
        Path jar = directory.resolve("bundle.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                InputStream document = getClass().getResourceAsStream("/metatype.xml")) {
            zip.putNextEntry(new ZipEntry("OSGI-INF/metatype/keys.xml"));
            document.transferTo(zip);
            zip.putNextEntry(new ZipEntry("OSGI-INF/l10n/x.properties"));
        }
        catalogue = SettingsCatalogue.of(jar);
    }

    @Test
    void namesAreKeysAndTheStationsOwnButNoOtherConfiguration() {
        assertEquals(
                List.of(
                        "AuthorizationKey",
                        "Connection.identity",
                        "Connection.url",
                        "ConnectorPhaseRotation",
                        "CpoName",
                        "HeartbeatInterval",
                        "LocalPreAuthorize",
                        "MeterValueSampleInterval",
                        "MeterValuesSampledData",
                        "Station.connectors",
                        "Station.maxCurrent",
                        "Station.phase",
                        "Station.profiles",
                        "Station.reconnectSeconds",
                        "Station.vendor"),
                catalogue.names());
        assertEquals(
                List.of("Energy.Active.Import.Register", "a,b"),
                catalogue.find("MeterValuesSampledData").get().fallback());
        assertEquals("Blue Networks", catalogue.find("Station.vendor").get().fallbackText());
        assertTrue(catalogue.find("CpoName").get().reboot());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "HeartbeatInterval | 20",
                "heartbeatinterval | 20",
                "LocalPreAuthorize | TRUE",
                "MeterValuesSampledData | ''",
                "Station.connectors | 64",
                "Station.maxCurrent | 6.5",
                "Station.vendor | Blue Networks",
                "Station.reconnectSeconds | 1..5",
                "Station.phase | RTS",
                "Connection.url | ws://127.0.0.1:9000/ocpp",
                "Connection.url | WSS://csms.example/",
                "Connection.identity | CP 1/ä",
                "AuthorizationKey | 4F43415F4F4354545F61646D696E5F74657374",
                "AuthorizationKey | passwordpassword",
            })
    void good(String name, String value) {
        assertEquals(List.of(), catalogue.problems(Map.of(name, value)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HeartbeatIntervall | 20 | there is no setting HeartbeatIntervall. Did you mean HeartbeatInterval?",
                "connectors | 3 | there is no setting connectors. Did you mean Station.connectors?",
                "Xyzzy | 3 | there is no setting Xyzzy.",
                "maxPages | 3 | there is no setting maxPages.",
                "GetConfigurationMaxKeys | 5 | GetConfigurationMaxKeys is read-only, the maker of the station has chosen it.",
                "NumberOfConnectors | 5 | NumberOfConnectors is read-only, it follows from Station.connectors; set that instead.",
                "HeartbeatInterval | 0 | the value is out of range; expected a whole number, 1 to 86400.",
                "HeartbeatInterval | -1 | the value is not a whole number; only digits are, without sign or blank;"
                        + " expected a whole number, 1 to 86400.",
                "LocalPreAuthorize | on | the value is neither true nor false; expected true or false.",
                "MeterValuesSampledData | a,a | the value names a twice; expected a comma-separated list, each item text.",
                "Station.connectors | 65 | the value is out of range; expected a whole number, 1 to 64.",
                "Station.phase | X | the value is none of the values allowed; expected one of RST, RTS.",
                "Station.reconnectSeconds | 5 | the value is not a shortest and longest time in seconds such as 1..60.",
                "Connection.url | http://a/b | the value is no address of a central system such as ws://host:port/path or wss://host/path.",
                "Connection.url | ws://a b | the value is no address: Illegal character in authority.",
                "Connection.url | ws:///x | the value is no address of a central system such as ws://host:port/path or wss://host/path.",
                "Connection.identity | a:b | the value is no identity; one or more characters other than a colon are right.",
                "Station.reconnectSeconds | 9..5 | the value is not a shortest and longest time in seconds such as 1..60.",
            })
    void bad(String name, String value, String words) {
        assertEquals(List.of(name + "=" + value + ": " + words), catalogue.problems(Map.of(name, value)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "MeterValuesSampledData=SoC           | ",
                "MeterValuesSampledData=Bogus         | 'Bogus' is no measurand of OCPP 1.6",
                "MeterValuesSampledData=SoC,Voltage   | 2 measurands, at most 1 is possible",
                "ConnectorPhaseRotation=3.RST         | ",
                "connectorphaserotation=4.RST         | there is no connector 4, only 0..3",
                "ConnectorPhaseRotation=4.RST station.connectors=4 | ",
                "ConnectorPhaseRotation=1.RST,1.RTS   | connector 1 occurs twice",
                "Station.profiles=Core                | ",
                "Station.profiles=                    | ",
                "Station.profiles=Core,SmartCharging  | ",
                "Station.profiles=core                | names core, which is none of Core, FirmwareManagement,",
                "Station.profiles=Core,Reservation    | names Reservation, which is not installed; this feature has Core, SmartCharging.",
                "Station.profiles=SmartCharging       | leaves out Core, which is always on and must be named."
            })
    void inTheStationAsItIsPlanned(String settings, String words) {
        Map<String, String> made =
                Map.of("ocpp.core.limits MeterValuesSampledDataMaxLength", "1", "station connectors", "3");
        Map<String, String> wanted = new TreeMap<>();
        for (String setting : settings.split(" ")) {
            wanted.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        StationPlan plan = catalogue.plan(
                wanted,
                new StationPlan(
                        (pid, name) -> Optional.ofNullable(made.get(pid + " " + name)),
                        Optional.of(new TreeSet<>(Set.of("Core", "SmartCharging")))));
        List<String> problems = catalogue.problems(wanted, plan);
        assertEquals(words == null ? 0 : 1, problems.size(), problems.toString());
        assertTrue(words == null || problems.get(0).contains(words), problems.toString());
    }

    @Test
    void whatTheMakerDoesNotSayHasItsDefault() {
        Map<String, String> wanted = Map.of("ConnectorPhaseRotation", "3.RST");
        assertTrue(catalogue
                .problems(wanted, catalogue.plan(wanted, StationPlan.UNKNOWN))
                .get(0)
                .contains("only 0..2"));
    }

    @Test
    void aBundleTellsItsProfilesInItsManifest() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .putValue(
                        "Provide-Capability",
                        "osgi.service;objectClass:List<String>=\"a,b\";uses:=\"c\",io.gatewatt.profile;profile=Core,"
                                + "io.gatewatt.profile;profile:String=\"SmartCharging\"");
        Path jar = directory.resolve("profiles.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        assertEquals(Set.of("Core", "SmartCharging"), ProfileRules.of(jar, directory.resolve("bundle.jar")));
    }

    @Test
    void noMessageTellsAPasswordInTheAddress() {
        assertEquals(
                "Connection.url=ws://***@a/b: the value holds a user or password; set AuthorizationKey instead.",
                catalogue.problem("Connection.url", "ws://me:secret@a/b").get());
    }

    @Test
    void noMessageTellsTheAuthorizationKey() {
        String words = catalogue.problem("authorizationkey", "secret").get();
        assertFalse(words.contains("secret"), words);
    }

    @Test
    void aDocumentThatIsNoneIsNamed() {
        InputStream none = new ByteArrayInputStream("<a>".getBytes(StandardCharsets.UTF_8));
        assertThrows(IOException.class, () -> MetatypeXml.read(none));
    }
}
