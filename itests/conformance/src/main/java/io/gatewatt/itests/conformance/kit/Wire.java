// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.kit;

import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** The frames of a station since the case began: what a case waits for, what must not come, and in which order all came. */
public final class Wire {

    private final Csms csms;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> actions = new HashMap<>();
    private final Set<Integer> taken = new HashSet<>();
    private int begin;

    Wire(Csms csms) {
        this.csms = csms;
    }

    /** From here on only what is still to come counts. */
    public synchronized void begin() {
        read();
        begin = entries.size();
    }

    /** All entries since the begin. */
    public synchronized List<Entry> entries() {
        read();
        return List.copyOf(entries.subList(begin, entries.size()));
    }

    /** All of the kind since the begin, taken or not. */
    public List<Entry> all(Step step) {
        return entries().stream().filter(step.fits()).toList();
    }

    /** Waits for the first such entry that was not taken yet, and takes it. */
    public Entry expect(Step step) {
        return expect(step, Csms.PATIENCE);
    }

    /** The same with another patience. */
    public Entry expect(Step step, Duration patience) {
        List<Entry> found = new ArrayList<>(1);
        try {
            Awaitility.await()
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> take(step, found));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no " + step + " within " + patience.toMillis() + " ms; frames:\n" + text(), e);
        }
        return found.get(0);
    }

    /** Fails when such an entry that was not taken is there, or comes within this time. */
    public void never(Step step, Duration within) {
        try {
            Awaitility.await()
                    .failFast(() -> !untaken(step).isEmpty())
                    .during(within)
                    .atMost(within.plusSeconds(5))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> true);
        } catch (TerminalFailureException e) {
            throw new AssertionError("unexpected " + step + "; frames:\n" + text(), e);
        }
    }

    /** Fails when such an entry that was not taken is there now. */
    public void none(Step step) {
        if (!untaken(step).isEmpty()) {
            throw new AssertionError("unexpected " + step + "; frames:\n" + text());
        }
    }

    /** Fails when the entries did not come in this order. */
    public void inOrder(Entry... expected) {
        for (int i = 1; i < expected.length; i++) {
            if (expected[i - 1].index() >= expected[i].index()) {
                throw new AssertionError(expected[i - 1].frame() + "\nshould come before\n" + expected[i].frame()
                        + "; frames:\n" + text());
            }
        }
    }

    /** The statuses of a connector since the begin, in their order, as the laboratory lists them. */
    public List<String> statuses(int connector) {
        return all(Step.call("StatusNotification").with("connectorId", connector)).stream()
                .map(e -> e.text("status"))
                .toList();
    }

    /** The last status of a connector since the station was started; empty when there is none. */
    public synchronized String status(int connector) {
        read();
        Step step = Step.call("StatusNotification").with("connectorId", connector);
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (step.fits().test(entries.get(i))) {
                return entries.get(i).text("status");
            }
        }
        return "";
    }

    /** What came since the begin, line by line with the seconds. */
    public String text() {
        return entries().stream()
                .map(e -> e.at().toString().substring(11, 23) + " " + e.frame())
                .collect(Collectors.joining("\n"));
    }

    private synchronized boolean take(Step step, List<Entry> found) {
        List<Entry> left = untaken(step);
        if (left.isEmpty()) {
            return false;
        }
        taken.add(left.get(0).index());
        found.add(left.get(0));
        return true;
    }

    private synchronized List<Entry> untaken(Step step) {
        return entries().stream()
                .filter(step.fits())
                .filter(e -> !taken.contains(e.index()))
                .toList();
    }

    private void read() {
        List<Frame> log = csms.log();
        for (int i = entries.size(); i < log.size(); i++) {
            Frame frame = log.get(i);
            String answeredWay = frame.kind() == Frame.Kind.RECEIVED ? ">" : "<";
            Entry entry = Entry.of(i, frame, id -> actions.getOrDefault(answeredWay + id, ""));
            if (entry.type() == 2) {
                actions.put((frame.kind() == Frame.Kind.RECEIVED ? "<" : ">") + entry.id(), entry.action());
            }
            entries.add(entry);
        }
    }
}
