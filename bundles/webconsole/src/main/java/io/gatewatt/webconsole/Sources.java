// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.Frame;
import io.gatewatt.ocpp.FrameLog;
import io.gatewatt.station.Station;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Gathers the facts from whatever bundles are there; pages work with any of them missing. */
@Component(service = FactSource.class)
public final class Sources implements FactSource {

    private final String start = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final AtomicInteger logs = new AtomicInteger();

    private final LastSessions lastSessions;

    private volatile Station station;
    private volatile CentralSystem central;
    private volatile Loop loop;
    private volatile FrameLog frames;

    /** @param lastSessions the memory of ended sessions */
    @Activate
    public Sources(@Reference LastSessions lastSessions) {
        this.lastSessions = lastSessions;
    }

    @Override
    public Facts facts() {
        return new Facts(
                Optional.ofNullable(station).map(Station::snapshot),
                lastSessions.byConnector(),
                Optional.ofNullable(central).map(CentralSystem::link),
                Optional.ofNullable(loop).map(Loop::stats));
    }

    @Override
    public List<Frame> framesSince(long sequence) {
        FrameLog log = frames;
        return log == null ? List.of() : log.since(sequence);
    }

    @Override
    public String epoch() {
        return start + "." + logs.get();
    }

    @Override
    public Instant now() {
        return Optional.ofNullable(loop)
                .map(Loop::clock)
                .orElse(Clock.systemUTC())
                .instant();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "unsetStation")
    void setStation(Station station) {
        this.station = station;
    }

    void unsetStation(Station gone) {
        if (station == gone) {
            station = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "unsetCentral")
    void setCentral(CentralSystem central) {
        this.central = central;
    }

    void unsetCentral(CentralSystem gone) {
        if (central == gone) {
            central = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "unsetLoop")
    void setLoop(Loop loop) {
        this.loop = loop;
    }

    void unsetLoop(Loop gone) {
        if (loop == gone) {
            loop = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "unsetFrames")
    void setFrames(FrameLog frames) {
        logs.incrementAndGet();
        this.frames = frames;
    }

    void unsetFrames(FrameLog gone) {
        if (frames == gone) {
            frames = null;
        }
    }
}
