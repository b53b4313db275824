// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.harness.Console;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.StationProcess;
import io.gatewatt.itests.session.probe.PolicyProbe;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that nobody of the station knows brings a list of tokens and a reservation while it runs; Core obeys both, and forgets them with it. */
class PluggedPoliciesTest {

    private static final String LISTED = "LISTED";
    private static final String MINE = "MINE";
    private static final String STRANGER = "STRANGER";

    @Test
    void aListAndAReservation(@TempDir Path home) {
        try (Csms csms = new Csms();
                StationProcess station = StationProcess.Command.run(home)
                        .with("--csms", csms.url(), "--identity", "CP1")
                        .set("LocalPreAuthorize", true)
                        .start()) {
            station.awaitReady();
            csms.expectStatus(2, "Available");
            Console console = Console.of(station);
            console.install("policy.jar", TestBundles.policy("test.policy", "1.0.0", LISTED + " 2 " + MINE));
            csms.expectStatus(2, "Reserved");
            theListDecidesAndItsConflictIsTold(csms, station);
            theReservationLeadsAndKeeps(csms, station);

            console.install("policy.jar", TestBundles.policy("test.policy", "1.1.0", "NOBODY 1 NOBODY"));
            csms.expectStatus(2, "Available");
            csms.expectStatus(1, "Reserved");
            station.bench().present(LISTED);
            csms.expect("Authorize", p -> p.path("idTag").asText().equals(LISTED));
            csms.expectStatus(2, "Preparing");
            assertEquals("", String.join("\n", csms.violations()));
        }
    }

    private static void theListDecidesAndItsConflictIsTold(Csms csms, StationProcess station) {
        csms.answer(
                "StartTransaction",
                p -> "{\"transactionId\":5,\"idTagInfo\":{\"status\":\""
                        + (p.path("idTag").asText().equals(LISTED) ? "Invalid" : "Accepted") + "\"}}");
        station.bench().plug(1).present(LISTED);
        assertEquals(LISTED, csms.expect("StartTransaction").path("idTag").asText());
        JsonNode conflict = csms.expect(
                "StatusNotification", p -> p.path("errorCode").asText().equals("LocalListConflict"));
        assertEquals(0, conflict.path("connectorId").asInt());
        assertEquals("Available", conflict.path("status").asText());
        assertEquals(
                "DeAuthorized", csms.expect("StopTransaction").path("reason").asText());
        csms.expectStatus(1, "Finishing");
        station.bench().unplug(1);
        csms.expectStatus(1, "Available");
        assertEquals(0, csms.all("Authorize").size());
    }

    private static void theReservationLeadsAndKeeps(Csms csms, StationProcess station) {
        station.bench().post("/connectors/1/fault", "{}");
        csms.expectStatus(1, "Faulted");
        station.bench().present(STRANGER);
        await("refusal")
                .atMost(Csms.PATIENCE)
                .until(() -> station.err().stream()
                        .anyMatch(line -> line.contains("the connector is reserved for somebody else")));
        assertEquals(0, csms.all("Authorize").size(), "nobody asks for who may not have it anyway");
        station.bench().send("DELETE", "/connectors/1/fault", null);
        csms.expectStatus(1, "Available");
        station.bench().present(MINE);
        csms.expect("Authorize", p -> p.path("idTag").asText().equals(MINE));
        csms.expectStatus(2, "Preparing");
        station.bench().plug(2);
        JsonNode start = csms.expect("StartTransaction");
        assertEquals(2, start.path("connectorId").asInt());
        assertEquals(PolicyProbe.RESERVATION, start.path("reservationId").asInt());
        csms.expectStatus(2, "Charging");
        station.bench().present(MINE);
        csms.expect("StopTransaction");
        csms.expectStatus(2, "Finishing");
        station.bench().unplug(2);
        csms.expectStatus(2, "Reserved");
    }
}
