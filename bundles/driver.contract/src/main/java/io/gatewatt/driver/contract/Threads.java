// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Threads that live now, without those of the machine, of the test framework and of the simulated peers. */
final class Threads {

    /** How threads of peers begin. */
    static final String PEER = "contract-";

    private static final List<String> OTHERS = List.of(
            PEER, "ForkJoinPool.commonPool-", "process reaper", "Attach Listener", "awaitility", "junit-", "surefire-");

    private Threads() {}

    static Set<Thread> now() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    /** Those that live and were not there before. */
    static List<Thread> since(Set<Thread> before, Predicate<Thread> foreign) {
        return now().stream()
                .filter(thread -> !before.contains(thread) && thread.isAlive() && !foreign.test(thread))
                .filter(thread ->
                        OTHERS.stream().noneMatch(other -> thread.getName().startsWith(other)))
                .filter(thread -> thread.getThreadGroup() == null
                        || !"system".equals(thread.getThreadGroup().getName()))
                .toList();
    }

    /** Names, and where each of them is. */
    static String tell(List<Thread> threads) {
        StringBuilder text = new StringBuilder();
        for (Thread thread : threads) {
            text.append("\n    ").append(thread.getName());
            StackTraceElement[] stack = thread.getStackTrace();
            for (int i = 0; i < Math.min(4, stack.length); i++) {
                text.append("\n        at ").append(stack[i]);
            }
        }
        return text.toString();
    }
}
