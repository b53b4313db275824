// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.pcsc.runtime;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.pcsc.CardTerminals;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for cards in all terminals, on one thread, which makes all native calls. The wait is in PC/SC itself and ends at each change; it has a limit only
 * so that the thread can end. A connection that fails is made anew, with growing pauses.
 */
final class CardWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(CardWatcher.class);

    /** Longest wait, ms. */
    private static final long WAIT = 1000;
    /** Longest wait for the thread to end, ms. */
    private static final long END = 3000;
    /** Connected for so long, it counts as recovered. */
    private static final long STEADY = TimeUnit.SECONDS.toNanos(5);

    private final Connection.Opener pcsc;
    private final Predicate<String> wanted;
    private final Consumer<CardTerminals.Card> told;
    private final Presence presence = new Presence();
    private final Backoff backoff = new Backoff();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "pcsc");
    private String trouble = "";
    private volatile List<String> known = List.of();

    /**
     * @param wanted whether somebody waits for the cards of a terminal; others are not touched
     * @param told gets each card, on the thread
     */
    CardWatcher(Connection.Opener pcsc, Predicate<String> wanted, Consumer<CardTerminals.Card> told) {
        this.pcsc = pcsc;
        this.wanted = wanted;
        this.told = told;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Names of the terminals it looks at. */
    List<String> terminals() {
        return known;
    }

    /** Ends the thread. One that hangs in PC/SC is left behind, and told of. */
    void stop() {
        stopped.countDown();
        try {
            thread.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("PC/SC does not come back from a call; its thread is left behind");
        }
    }

    private boolean running() {
        return stopped.getCount() > 0;
    }

    private void run() {
        try {
            while (running()) {
                long since = System.nanoTime();
                connected();
                if (System.nanoTime() - since > STEADY) {
                    backoff.reset();
                }
                if (running() && stopped.await(backoff.next(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection, until it fails. */
    private void connected() {
        try (Connection connection = pcsc.open()) {
            presence.connected();
            while (running()) {
                look(connection.terminals());
            }
        } catch (CardException | RuntimeException e) {
            trouble(e.getMessage());
        }
    }

    private void look(javax.smartcardio.CardTerminals terminals) throws CardException {
        boolean changed = terminals.waitForChange(WAIT);
        List<CardTerminal> listed = terminals.list();
        fine(listed);
        if (!changed || !running()) {
            return;
        }
        List<String> presented = presence.looked(
                known, names(terminals.list(State.CARD_INSERTION)), names(terminals.list(State.CARD_PRESENT)));
        for (CardTerminal terminal : listed) {
            if (presented.contains(terminal.getName()) && wanted.test(terminal.getName())) {
                tell(terminal);
            }
        }
    }

    private void tell(CardTerminal terminal) {
        try (PresentedCard card = new PresentedCard(terminal)) {
            told.accept(card);
        } catch (DeviceException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private void fine(List<CardTerminal> listed) {
        List<String> now = listed.stream().map(CardTerminal::getName).toList();
        if (!trouble.isEmpty() || !now.equals(known)) {
            LOG.info("card terminals: {}", now.isEmpty() ? "none; check the reader's cable" : String.join(", ", now));
        }
        trouble = "";
        known = now;
    }

    private void trouble(String what) {
        String words = String.valueOf(what);
        if (trouble.isEmpty() && running()) {
            LOG.warn("no card can be read: {}; trying again", words);
        }
        trouble = words;
    }

    private static Set<String> names(List<CardTerminal> terminals) {
        Set<String> names = new HashSet<>();
        terminals.forEach(terminal -> names.add(terminal.getName()));
        return names;
    }
}
