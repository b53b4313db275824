// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers what a wire tells. */
final class Ear implements Wire.Listener {

    final Queue<String> told = new ConcurrentLinkedQueue<>();
    final Queue<String> texts = new ConcurrentLinkedQueue<>();
    volatile Wire.Connection connection;

    @Override
    public void opened(Wire.Connection opened) {
        connection = opened;
        told.add("opened");
    }

    @Override
    public void failed(String why) {
        told.add("failed: " + why);
    }

    @Override
    public void text(String message) {
        texts.add(message);
    }

    @Override
    public void pong() {
        told.add("pong");
    }

    @Override
    public void closed(Wire.Ending ending, String why) {
        told.add("closed: " + why + " " + ending);
    }

    /** Waits for something told that begins so. */
    String heard(String beginning) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> told.stream().anyMatch(t -> t.startsWith(beginning)));
        return told.stream().filter(t -> t.startsWith(beginning)).findFirst().orElseThrow();
    }
}
