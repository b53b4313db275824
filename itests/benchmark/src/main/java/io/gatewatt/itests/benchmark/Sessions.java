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
     * What one start took, in ns.
     *
     * @param response from RemoteStartTransaction to its answer
     * @param start from RemoteStartTransaction to StartTransaction.req
     */
    record Times(long response, long start) {}

    /** Plugs in and starts; back when energy flows. */
    Times begin() throws Exception {
        CompletableFuture<Arrival> preparing = peer.nextStatus(1, "Preparing");
        station.stimulate("/connectors/1/plug", "{}");
        get(preparing);
        CompletableFuture<Arrival> charging = peer.nextStatus(1, "Charging");
        CompletableFuture<Arrival> start = peer.next("StartTransaction", any -> true);
        long began = System.nanoTime();
        Arrival answer = get(peer.call("RemoteStartTransaction", ID_TAG));
        accepted(answer.payload());
        Times times = new Times(answer.at() - began, get(start).at() - began);
        get(charging);
        return times;
    }

    /** Stops and plugs out; back when the connector is free again. */
    void end() throws Exception {
        CompletableFuture<Arrival> stopped = peer.next("StopTransaction", any -> true);
        CompletableFuture<Arrival> free = peer.nextStatus(1, "Available");
        accepted(get(peer.call("RemoteStopTransaction", "{\"transactionId\":" + peer.transaction() + "}"))
                .payload());
        get(stopped);
        station.stimulate("/connectors/1/unplug", "{}");
        get(free);
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
