// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.link;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Link;
import io.gatewatt.ocpp.LinkListener;
import io.gatewatt.ocpp.RegistrationStatus;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** Holds the state of the link and tells it. Changed on the loop, read from any thread. */
public final class LinkBoard {

    private final Loop loop;
    private final Set<LinkListener> listeners = new LinkedHashSet<>();
    private volatile Link link;

    /** Begins unconfigured. */
    public LinkBoard(Loop loop) {
        this.loop = loop;
        link = new Link(
                Link.State.UNCONFIGURED,
                loop.clock().instant(),
                "not started yet",
                "",
                "",
                RegistrationStatus.UNKNOWN,
                0);
    }

    /** The link as it is. From any thread. */
    public Link link() {
        return link;
    }

    /** Another state, or the same for another reason. On the loop. */
    public void state(Link.State state, String detail) {
        if (link.state() != state || !link.detail().equals(detail)) {
            Instant since = link.state() == state ? link.since() : loop.clock().instant();
            link = new Link(state, since, detail, link.url(), link.identity(), link.registration(), link.outboxDepth());
            tellAll();
        }
    }

    /** Where to and as whom; told with the next state. On the loop. */
    public void target(String url, String identity) {
        link = new Link(
                link.state(), link.since(), link.detail(), url, identity, link.registration(), link.outboxDepth());
    }

    /** How the central system sees the station. On the loop. */
    public void registration(RegistrationStatus status) {
        if (link.registration() != status) {
            link = new Link(
                    link.state(), link.since(), link.detail(), link.url(), link.identity(), status, link.outboxDepth());
            tellAll();
        }
    }

    /** Transaction messages waiting. A change alone is not told. On the loop. */
    public void outboxDepth(int depth) {
        link = new Link(
                link.state(), link.since(), link.detail(), link.url(), link.identity(), link.registration(), depth);
    }

    /** From any thread. */
    public void add(LinkListener listener) {
        loop.submit("link listener found", () -> {
            if (listeners.add(listener)) {
                listener.changed(link);
            }
        });
    }

    /** From any thread. */
    public void remove(LinkListener listener) {
        loop.submit("link listener gone", () -> listeners.remove(listener));
    }

    // Each in a task of its own: one that fails takes nothing with it.
    private void tellAll() {
        Link now = link;
        for (LinkListener listener : listeners) {
            loop.submit("link listener", () -> {
                if (listeners.contains(listener)) {
                    listener.changed(now);
                }
            });
        }
    }
}
