// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.FrameLog;
import io.gatewatt.station.Station;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Tells the story once the station is there, and every frame for as long as it runs. */
@Component(
        service = {},
        immediate = true)
public final class DemoStory {

    private final AutoCloseable frames;
    private final Thread thread;

    /** Starts to tell. */
    @Activate
    public DemoStory(
            BundleContext bundle,
            @Reference DemoCentral central,
            @Reference Station station,
            @Reference CentralSystem centralSystem,
            @Reference FrameLog frameLog) {
        String http = "http://127.0.0.1:"
                + Optional.ofNullable(bundle.getProperty("org.osgi.service.http.port"))
                        .orElse("8080");
        Path password =
                Path.of(Optional.ofNullable(bundle.getProperty("gatewatt.home")).orElse("."), "secrets", "console");
        long started = Long.parseLong(
                Optional.ofNullable(bundle.getProperty("gatewatt.started")).orElse("0"));
        Teller teller = central.teller();
        frames = frameLog.listen(teller::frame);
        Story story = new Story(
                teller,
                new Witness(station::snapshot, centralSystem::link, frameLog),
                new Bench(http + "/bench"),
                central::remoteStop);
        thread = new Thread(
                () -> {
                    try {
                        story.tell();
                        Epilogue.lines(http, password, started).forEach(teller::note);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "demo-story");
        thread.setDaemon(true);
        if (central.begin()) {
            thread.start();
        }
    }

    @Deactivate
    void deactivate() throws Exception {
        thread.interrupt();
        frames.close();
    }
}
