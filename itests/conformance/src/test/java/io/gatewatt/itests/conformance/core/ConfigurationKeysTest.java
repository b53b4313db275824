// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.StationUnderTest.change;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.conformance.core.CoreKeys.CoreKey;
import io.gatewatt.itests.conformance.kit.Case;
import io.gatewatt.itests.conformance.kit.Functionality;
import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.harness.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All Core keys (conformance catalogue, section 2.1 and rules 54 and 57 to 61), on a station with room for lists. */
@Functionality(
        value = "A8 Configuration",
        limits = {
            "GetConfigurationMaxKeys=40",
            "MeterValuesAlignedDataMaxLength=4",
            "MeterValuesSampledDataMaxLength=4",
            "StopTxnAlignedDataMaxLength=4",
            "StopTxnSampledDataMaxLength=4"
        })
class ConfigurationKeysTest {

    private static final List<CoreKey> KEYS = CoreKeys.all();

    @Case("Every Core key can be read by its name, in any case of letters")
    void X_C_01(StationUnderTest station) {
        for (CoreKey key : KEYS) {
            JsonNode answer = ConfigurationTest.get(station, List.of(key.name().toLowerCase(Locale.ROOT)));
            JsonNode told = answer.path("configurationKey").path(0);
            assertEquals(key.name(), told.path("key").asText(), answer.toString());
            assertEquals(key.readOnly(), told.path("readonly").asBoolean(), answer.toString());
            assertTrue(
                    told.path("value").isTextual()
                            && told.path("value").asText().length() <= 500,
                    answer.toString());
            assertTrue(answer.path("unknownKey").isMissingNode(), answer.toString());
        }
        List<String> names = KEYS.stream().map(CoreKey::name).toList();
        assertEquals(
                names.size(),
                ConfigurationTest.get(station, names).path("configurationKey").size());
    }

    @Case("Every key that is listed can be read by its name, with the same value")
    void X_C_07(StationUnderTest station) {
        for (JsonNode key : station.configuration()) {
            JsonNode answer =
                    ConfigurationTest.get(station, List.of(key.path("key").asText()));
            assertEquals(List.of(key), List.of(answer.path("configurationKey").path(0)));
        }
        JsonNode secret = ConfigurationTest.get(station, List.of("AuthorizationKey"));
        assertTrue(
                secret.path("configurationKey").path(0).path("value").isMissingNode(),
                "nobody reads the authorization key: " + secret);
    }

    @Case("Known and unknown keys in one request, and more keys than may be asked for")
    void X_C_02(StationUnderTest station) {
        JsonNode mixed = ConfigurationTest.get(station, List.of("Nobody", "HeartbeatInterval", "NoOne"));
        assertEquals(1, mixed.path("configurationKey").size(), mixed.toString());
        assertEquals("[\"Nobody\",\"NoOne\"]", mixed.path("unknownKey").toString());
        JsonNode none = ConfigurationTest.get(station, List.of("Nobody"));
        assertTrue(none.path("configurationKey").isMissingNode(), none.toString());
        String many =
                IntStream.rangeClosed(0, 40).mapToObj(i -> "\"Key" + i + "\"").collect(Collectors.joining(","));
        JsonNode refused = station.csms().callFrame("GetConfiguration", "{\"key\":[" + many + "]}");
        assertEquals(4, refused.get(0).asInt(), refused.toString());
        assertEquals("OccurenceConstraintViolation", refused.get(2).asText());
    }

    @Case("Values that no key may have are rejected, and nothing changes")
    void X_C_03(StationUnderTest station) {
        List<String> wrong = new ArrayList<>();
        Map<String, String> before = all(station);
        for (CoreKey key : KEYS) {
            for (String value : key.bad()) {
                String status = station.call("ChangeConfiguration", change(key.name(), value))
                        .path("status")
                        .asText();
                if (!status.equals("Rejected")) {
                    wrong.add(key.name() + "='" + value + "' was " + status);
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(before, all(station));
    }

    @Case("The form of the Web Console refuses what ChangeConfiguration refuses")
    void X_C_04(StationUnderTest station) {
        Console console = Console.of(station.process());
        List<String> wrong = new ArrayList<>();
        Map<String, String> before = all(station);
        for (CoreKey key : KEYS) {
            for (String value : key.pid().isEmpty() ? List.<String>of() : key.bad()) {
                Console.Answer answer = console.edit(key.pid(), key.name(), value);
                if (answer.status() != 400 || !answer.body().contains(key.name())) {
                    wrong.add(key.name() + "='" + value + "' gave " + answer.status());
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(before, all(station));
    }

    @Case("Good values in other spellings are accepted, and told in the usual one")
    void X_C_05(StationUnderTest station) {
        station.configure("LocalPreAuthorize", "TRUE");
        assertEquals("true", station.key("LocalPreAuthorize"));
        station.configure("localpreauthorize", "False");
        assertEquals("false", station.key("LocalPreAuthorize"));
        station.configure("MeterValuesSampledData", "Voltage, Current.Import.L1 ,Energy.Active.Import.Register");
        station.configure("StopTxnSampledData", "");
        assertEquals("", station.key("StopTxnSampledData"));
        for (CoreKey key : KEYS) {
            if (key.bad().contains("2147483648") && !key.name().matches("ClockAlignedDataInterval|LightIntensity")) {
                String before = station.key(key.name());
                station.configure(key.name(), Integer.MAX_VALUE);
                assertEquals("2147483647", station.key(key.name()));
                station.configure(key.name(), before);
            }
        }
    }

    @Case("What was changed is in force at once, and after a power cut")
    void X_C_06(StationUnderTest station) {
        Map<String, String> wanted = new TreeMap<>();
        for (CoreKey key : KEYS) {
            if (!key.readOnly()) {
                station.configure(key.name(), key.other());
                wanted.put(key.name(), key.other());
            }
        }
        Map<String, String> now = all(station);
        wanted.forEach((key, value) -> assertEquals(value, now.get(key), key));
        station.powerCycle();
        Map<String, String> then = all(station);
        // The answer to the boot has overwritten it.
        wanted.put("HeartbeatInterval", "300");
        wanted.forEach((key, value) -> assertEquals(value, then.get(key), key));
        assertEquals(
                KEYS.stream()
                        .filter(CoreKey::readOnly)
                        .map(k -> now.get(k.name()))
                        .toList(),
                KEYS.stream()
                        .filter(CoreKey::readOnly)
                        .map(k -> then.get(k.name()))
                        .toList());
    }

    private static Map<String, String> all(StationUnderTest station) {
        Map<String, String> values = new TreeMap<>();
        station.configuration()
                .forEach(key ->
                        values.put(key.path("key").asText(), key.path("value").asText()));
        return values;
    }
}
