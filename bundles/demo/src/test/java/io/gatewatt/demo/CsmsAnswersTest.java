// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsmsAnswersTest {

    private final CsmsAnswers answers =
            new CsmsAnswers(Clock.fixed(Instant.parse("2026-11-22T12:00:00.5Z"), ZoneOffset.UTC), 7);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BootNotification   | {\"status\":\"Accepted\",\"currentTime\":\"2026-11-22T12:00:00Z\",\"interval\":300}",
                "Heartbeat          | {\"currentTime\":\"2026-11-22T12:00:00Z\"}",
                "Authorize          | {\"idTagInfo\":{\"status\":\"Accepted\"}}",
                "StartTransaction   | {\"transactionId\":7,\"idTagInfo\":{\"status\":\"Accepted\"}}",
                "StopTransaction    | {\"idTagInfo\":{\"status\":\"Accepted\"}}",
                "StatusNotification | {}",
                "MeterValues        | {}",
                "DataTransfer       | {\"status\":\"UnknownVendorId\"}"
            })
    void answersKindly(String action, String payload) {
        assertEquals(
                "[3,\"m1\"," + payload + "]",
                answers.answer("[2,\"m1\",\"" + action + "\",{}]").orElseThrow());
    }

    @Test
    void countsSessions() {
        answers.answer("[2,\"a\",\"StartTransaction\",{}]");

        assertTrue(answers.answer("[2,\"b\",\"StartTransaction\",{}]")
                .orElseThrow()
                .contains("\"transactionId\":8"));
    }

    @Test
    void refusesAnActionItDoesNotKnow() {
        assertTrue(
                answers.answer("[2,\"a\",\"MakeCoffee\",{}]").orElseThrow().startsWith("[4,\"a\",\"NotImplemented\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[3,\"demo-1\",{\"status\":\"Accepted\"}]",
                "[4,\"demo-1\",\"x\",\"\",{}]",
                "",
                "{}",
                "[2]",
                "[2,5,\"Heartbeat\",{}]",
                "[",
                "no"
            })
    void saysNothingToTheRest(String frame) {
        assertTrue(answers.answer(frame).isEmpty());
    }

    @Test
    void stopsASessionWithANewMessageIdEachTime() {
        assertEquals("[2,\"demo-1\",\"RemoteStopTransaction\",{\"transactionId\":7}]", answers.remoteStop(7));
        assertTrue(answers.remoteStop(7).contains("demo-2"));
    }
}
