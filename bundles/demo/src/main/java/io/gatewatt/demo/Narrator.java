// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatt.ocpp.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Says what a frame means. It remembers registers, to tell the energy and the power of a session; confined to one thread. */
final class Narrator {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGISTER = "Energy.Active.Import.Register";

    private final Map<Integer, Double> startWh = new HashMap<>();
    private final Map<Integer, Sample> lastSample = new HashMap<>();

    /** A register at an instant. */
    private record Sample(Instant at, double wh) {}

    /**
     * A frame told.
     *
     * @param words its meaning, empty when it says nothing new
     * @param brief the frame without what no reader needs
     */
    record Told(String words, String brief) {

        /** Whether it is only the empty confirmation of something told before. */
        boolean nothing() {
            return words.isEmpty() && brief.endsWith(" {}");
        }
    }

    Told tell(Frame frame) {
        JsonNode json;
        try {
            json = JSON.readTree(frame.text());
        } catch (JsonProcessingException e) {
            return new Told("Something that is not JSON", frame.text());
        }
        int type = json.path(0).asInt();
        return switch (type) {
            case 2 ->
                new Told(call(frame.action(), json.path(3), frame.at()), frame.action() + " " + Brief.of(json.path(3)));
            case 3 -> new Told(answer(frame.action(), json.path(2)), frame.action() + " " + Brief.of(json.path(2)));
            case 4 ->
                new Told(
                        "That was refused: " + json.path(2).asText(),
                        frame.action() + " " + json.path(2).asText() + " "
                                + json.path(3).asText());
            default -> new Told("", frame.text());
        };
    }

    private String call(String action, JsonNode payload, Instant at) {
        return switch (action) {
            case "BootNotification" -> "The station introduces itself";
            case "Heartbeat" -> "The station asks for the time";
            case "Authorize" -> "May the card " + payload.path("idTag").asText() + " charge?";
            case "StatusNotification" -> status(payload);
            case "StartTransaction" -> {
                double wh = payload.path("meterStart").asDouble();
                startWh.put(payload.path("connectorId").asInt(), wh);
                lastSample.put(payload.path("connectorId").asInt(), new Sample(at, wh));
                yield "A session starts, meter at " + kilowattHours(wh);
            }
            case "MeterValues" -> meterValues(payload, at);
            case "RemoteStopTransaction" ->
                "Session " + payload.path("transactionId").asInt() + " shall stop";
            case "RemoteStartTransaction" ->
                "A session shall start for " + payload.path("idTag").asText();
            case "StopTransaction" ->
                "The session ends (" + payload.path("reason").asText("Local") + "), meter at "
                        + kilowattHours(payload.path("meterStop").asDouble());
            default -> "";
        };
    }

    private static String answer(String action, JsonNode payload) {
        String status = payload.path("idTagInfo")
                .path("status")
                .asText(payload.path("status").asText(""));
        return switch (action) {
            case "BootNotification" -> status.equals("Accepted") ? "Welcome" : "Registration: " + status;
            case "Authorize" -> status.equals("Accepted") ? "Yes" : "No: " + status;
            case "StartTransaction" ->
                "It is session " + payload.path("transactionId").asInt();
            case "StopTransaction" -> "Noted";
            case "RemoteStopTransaction", "RemoteStartTransaction" ->
                status.equals("Accepted") ? "It will" : "It will not";
            default -> "";
        };
    }

    private static String status(JsonNode payload) {
        int connector = payload.path("connectorId").asInt();
        String where = connector == 0 ? "The station" : "Connector " + connector;
        String status = payload.path("status").asText();
        return where
                + switch (status) {
                    case "Available" -> connector == 0 ? " is ready" : " is free";
                    case "Preparing" -> " prepares";
                    case "Charging" -> " charges";
                    case "SuspendedEV" -> " waits for the car";
                    case "SuspendedEVSE" -> " holds the energy back";
                    case "Finishing" -> " waits for the cable to be pulled";
                    case "Reserved" -> " is reserved";
                    case "Unavailable" -> " is out of service";
                    case "Faulted" ->
                        " is faulted: " + payload.path("errorCode").asText();
                    default -> ": " + status;
                };
    }

    private String meterValues(JsonNode payload, Instant at) {
        int connector = payload.path("connectorId").asInt();
        for (JsonNode sample : payload.path("meterValue").path(0).path("sampledValue")) {
            if (!sample.has("phase")
                    && sample.path("measurand").asText(REGISTER).equals(REGISTER)) {
                double wh = sample.path("value").asDouble()
                        * (sample.path("unit").asText("").startsWith("k") ? 1000 : 1);
                Double start = startWh.get(connector);
                if (start == null || !payload.has("transactionId")) {
                    return "Meter at " + kilowattHours(wh);
                }
                Sample before = lastSample.put(connector, new Sample(at, wh));
                return kilowattHours(wh - start) + " so far" + power(before, wh, at);
            }
        }
        return "Meter values";
    }

    private static String power(Sample before, double wh, Instant at) {
        double hours = Duration.between(before.at(), at).toMillis() / 3_600_000.0;
        return hours <= 0 ? "" : String.format(Locale.ROOT, ", about %.0f kW", (wh - before.wh()) / hours / 1000);
    }

    static String kilowattHours(double wh) {
        return String.format(Locale.ROOT, "%.3f kWh", wh / 1000);
    }
}
