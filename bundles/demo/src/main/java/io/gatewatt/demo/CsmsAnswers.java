// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What a friendly central system answers: everybody is welcome, every session gets the next number. Safe for threads. */
final class CsmsAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEARTBEAT_SECONDS = 300;

    private final Clock clock;
    private final AtomicInteger lastTransaction;
    private final AtomicInteger lastCall = new AtomicInteger();

    /** @param firstTransaction number of the first session, so that runs after each other do not use one twice */
    CsmsAnswers(Clock clock, int firstTransaction) {
        this.clock = clock;
        this.lastTransaction = new AtomicInteger(firstTransaction - 1);
    }

    /** The answer to a frame; empty when it is itself an answer, or is nothing that could be answered. */
    Optional<String> answer(String frame) {
        JsonNode call = parse(frame);
        if (call == null || call.path(0).asInt() != 2 || !call.path(1).isTextual()) {
            return Optional.empty();
        }
        ArrayNode reply = JSON.createArrayNode();
        Optional<ObjectNode> payload = payload(call.path(2).asText());
        if (payload.isPresent()) {
            reply.add(3).add(call.path(1)).add(payload.get());
        } else {
            reply.add(4)
                    .add(call.path(1))
                    .add("NotImplemented")
                    .add("the demo central system does not know this action")
                    .addObject();
        }
        return Optional.of(reply.toString());
    }

    /** A call to the station that ends a session from afar. */
    String remoteStop(int transactionId) {
        ArrayNode call = JSON.createArrayNode();
        call.add(2)
                .add("demo-" + lastCall.incrementAndGet())
                .add("RemoteStopTransaction")
                .addObject()
                .put("transactionId", transactionId);
        return call.toString();
    }

    private Optional<ObjectNode> payload(String action) {
        ObjectNode answer = JSON.createObjectNode();
        switch (action) {
            case "BootNotification" ->
                answer.put("status", "Accepted").put("currentTime", time()).put("interval", HEARTBEAT_SECONDS);
            case "Heartbeat" -> answer.put("currentTime", time());
            case "Authorize", "StopTransaction" -> answer.putObject("idTagInfo").put("status", "Accepted");
            case "StartTransaction" -> {
                answer.put("transactionId", lastTransaction.incrementAndGet());
                answer.putObject("idTagInfo").put("status", "Accepted");
            }
            case "DataTransfer" -> answer.put("status", "UnknownVendorId");
            case "StatusNotification",
                    "MeterValues",
                    "FirmwareStatusNotification",
                    "DiagnosticsStatusNotification",
                    "SecurityEventNotification",
                    "LogStatusNotification",
                    "SignedFirmwareStatusNotification" -> {
                // confirmed with nothing
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(answer);
    }

    private String time() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static JsonNode parse(String frame) {
        try {
            return JSON.readTree(frame);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
