// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.loop.Loop;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** A lane's thread for tests: its tasks run as turns of the virtual loop; while its name hangs they do not run at all. */
final class LoopLane extends AbstractExecutorService {

    private final String name;
    private final Loop loop;
    private final Set<String> hanging;
    private boolean closed;

    LoopLane(String name, Loop loop, Set<String> hanging) {
        this.name = name;
        this.loop = loop;
        this.hanging = hanging;
    }

    @Override
    public void execute(Runnable task) {
        if (hanging.stream().noneMatch(name::startsWith)) {
            loop.submit("lane " + name, task);
        }
    }

    @Override
    public void shutdown() {
        closed = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        closed = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return closed;
    }

    @Override
    public boolean isTerminated() {
        return closed;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return closed;
    }
}
