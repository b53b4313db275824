// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatt.itests.benchmark.Peer.Arrival;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Charging sessions on connector 1, begun and ended by the central system. */
final class Sessions {

    private static final long PATIENCE_SECONDS = 30;
    private static final String ID_TAG = "{\"connectorId\":1,\"idTag\":\"04A1B2C3\"}";

    private final Station station;
    private final Peer peer;

    Sessions(Station station) {
        this.station = station;
        this.peer = station.peer();
    }

    /**
     * What one function asked for from afar took, in ns.
     *
     * @param response from the request to its answer
     * @param function from the request to the message that shows that it is done
     */
    record Times(long response, long function) {}

    /** Plugs in and starts; back when energy flows. The function is the StartTransaction. */
    Times begin() throws Exception {
        CompletableFuture<Arrival> preparing = peer.nextStatus(1, "Preparing");
        station.stimulate("/connectors/1/plug", "{}");
        get(preparing);
        CompletableFuture<Arrival> charging = peer.nextStatus(1, "Charging");
        Times times = times("RemoteStartTransaction", ID_TAG, peer.next("StartTransaction", any -> true));
        get(charging);
        return times;
    }

    /** Stops and plugs out; back when the connector is free again. The function is the StopTransaction. */
    Times end() throws Exception {
        CompletableFuture<Arrival> free = peer.nextStatus(1, "Available");
        Times times = times(
                "RemoteStopTransaction",
                "{\"transactionId\":" + peer.transaction() + "}",
                peer.next("StopTransaction", any -> true));
        station.stimulate("/connectors/1/unplug", "{}");
        get(free);
        return times;
    }

    /** Takes the second connector out of service, or back. The function is its status. */
    Times available(boolean wanted) throws Exception {
        return times(
                "ChangeAvailability",
                "{\"connectorId\":2,\"type\":\"" + (wanted ? "Operative" : "Inoperative") + "\"}",
                peer.nextStatus(2, wanted ? "Available" : "Unavailable"));
    }

    /** Has tags of remote starts authorised first, or not. */
    void authorizeFirst(boolean wanted) throws Exception {
        accepted(get(peer.call(
                        "ChangeConfiguration", "{\"key\":\"AuthorizeRemoteTxRequests\",\"value\":\"" + wanted + "\"}"))
                .payload());
    }

    private Times times(String action, String payload, CompletableFuture<Arrival> done) throws Exception {
        long began = System.nanoTime();
        Arrival answer = get(peer.call(action, payload));
        accepted(answer.payload());
        return new Times(answer.at() - began, get(done).at() - began);
    }

    private static void accepted(JsonNode frame) {
        if (!frame.path(2).path("status").asText().equals("Accepted")) {
            throw new IllegalStateException("expected Accepted: " + frame);
        }
    }

    private static Arrival get(CompletableFuture<Arrival> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
