// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.core;

import static io.gatewatt.itests.conformance.kit.Step.call;
import static io.gatewatt.itests.conformance.kit.Step.status;

import io.gatewatt.itests.conformance.kit.StationUnderTest;
import io.gatewatt.itests.conformance.kit.Step;
import io.gatewatt.itests.harness.Csms;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;

/** What the central system says of tags, and what comes of it. */
final class Tags {

    static final Step AUTHORIZE = call("Authorize");
    static final Step START = call("StartTransaction");
    static final Step STOP = call("StopTransaction");
    static final Duration WHILE = Duration.ofSeconds(2);
    static final String OTHER = "04CAFE01";

    private Tags() {}

    static String info(String status) {
        return "{\"idTagInfo\":{\"status\":\"" + status + "\"}}";
    }

    static String info(String status, String more) {
        return "{\"idTagInfo\":{\"status\":\"" + status + "\"," + more + "}}";
    }

    static void authorizeAnswers(StationUnderTest station, String info) {
        station.csms().answer("Authorize", p -> info);
    }

    static void startAnswers(StationUnderTest station, String infoFields) {
        station.csms()
                .answer(
                        "StartTransaction",
                        p -> "{\"transactionId\":"
                                + (7000 + p.path("connectorId").asInt()) + ",\"idTagInfo\":{" + infoFields + "}}");
    }

    static String parent(String tag) {
        return "\"parentIdTag\":\"" + tag + "\"";
    }

    static String expiry(Duration fromNow) {
        return "\"expiryDate\":\"" + Instant.now().plus(fromNow) + "\"";
    }

    /** A tag that the central system has spoken of; nothing came of it, or what came of it is over. */
    static void known(StationUnderTest station, String idTag, String info) {
        authorizeAnswers(station, info);
        station.bench().present(idTag);
        station.wire().expect(AUTHORIZE.with("idTag", idTag));
        if (info.contains("Accepted")) {
            station.wire().expect(status(1, "Preparing"));
            station.bench().present(idTag);
            station.wire().expect(status(1, "Available"));
        }
        // Behind a later answer of the station: what was said of the tag is known by then.
        station.key("LocalPreAuthorize");
        authorizeAnswers(station, info("Accepted"));
        station.wire().begin();
    }

    /** Shows a card that is refused with these words. */
    static void refused(StationUnderTest station, String idTag, String words) {
        int before = station.process().err().size();
        station.bench().present(idTag);
        Awaitility.await("refused: " + words)
                .atMost(Csms.PATIENCE)
                .until(() -> station.process().err().stream()
                        .skip(before)
                        .anyMatch(line -> line.contains("a token was refused: ") && line.contains(words)));
    }

    static void preAuthorizes(StationUnderTest station) {
        station.configure("LocalPreAuthorize", true);
    }

    static Step start(int connector, String idTag) {
        return START.with("connectorId", connector).with("idTag", idTag);
    }
}
