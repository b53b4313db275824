// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.network;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether bytes pass between station and central system, for all connections made through it. Safe for any thread. */
public final class NetworkGate {

    /** How the network is down. */
    public enum Mode {
        /** Connections break at once, new ones are refused. */
        CLOSE,
        /** Bytes vanish both ways and nobody is told; new connections get no answer. */
        BLACKHOLE
    }

    /** One end point that the gate can cut. */
    interface Link {

        /** Breaks with this cause. */
        void cut(IOException cause);

        /** From now on bytes vanish, for ever. */
        void mute();
    }

    /** Guards the fields below; links are called without it. */
    private final Object guard = new Object();

    private final Set<Link> links = new HashSet<>();
    private final List<Closeable> limbo = new ArrayList<>();
    private boolean up = true;
    private Mode mode = Mode.CLOSE;

    /** Opens the gate, or shuts it in this mode. When it opens, muted connections stay mute, and new ones work. */
    public void set(boolean nowUp, Mode nowMode) throws IOException {
        List<Link> present;
        List<Closeable> released = List.of();
        synchronized (guard) {
            up = nowUp;
            mode = nowMode;
            present = List.copyOf(links);
            if (up || mode == Mode.CLOSE) {
                released = List.copyOf(limbo);
                limbo.clear();
            }
        }
        if (!nowUp) {
            present.forEach(link -> shut(link, nowMode));
        }
        for (Closeable closeable : released) {
            closeable.close();
        }
    }

    /** Whether bytes pass. */
    public boolean up() {
        synchronized (guard) {
            return up;
        }
    }

    /** How the network is down, or was last. */
    public Mode mode() {
        synchronized (guard) {
            return mode;
        }
    }

    /** Whether new connections get no answer now. */
    boolean silent() {
        synchronized (guard) {
            return !up && mode == Mode.BLACKHOLE;
        }
    }

    void opened(Link link) {
        boolean shut;
        Mode how;
        synchronized (guard) {
            links.add(link);
            shut = !up;
            how = mode;
        }
        if (shut) {
            shut(link, how);
        }
    }

    void closed(Link link) {
        synchronized (guard) {
            links.remove(link);
        }
    }

    /**
     * Takes a connection that its owner has closed while bytes vanish: the other side must not learn of it before the network is up.
     *
     * @return whether it was taken; if not, the caller closes it
     */
    boolean keep(Closeable connection) {
        synchronized (guard) {
            return silent() && limbo.add(connection);
        }
    }

    static ConnectException down() {
        return new ConnectException("the network is down; switched off at the bench");
    }

    private static void shut(Link link, Mode how) {
        if (how == Mode.CLOSE) {
            link.cut(down());
        } else {
            link.mute();
        }
    }
}
