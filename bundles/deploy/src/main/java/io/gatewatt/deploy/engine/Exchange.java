// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import io.gatewatt.deploy.engine.Health.Offer;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one version of a bundle into the place of another, or leaves everything as it was.
 *
 * <p>Make before break: the new one starts beside the old, its devices are asked while the station still uses the old one's, and then the old one stops,
 * upon which the station takes the new. What cannot share (see {@link Offer#shareable}) goes the other way round, and the old one comes back when the
 * new does not prove itself.
 */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Journal journal;
    private final Fence fence;
    private final Health health;
    private final long millis;
    private final Consumer<Step> steps;

    /** @param millis how long a new version may take to prove itself */
    Exchange(Journal journal, Fence fence, Health health, long millis, Consumer<Step> steps) {
        this.journal = journal;
        this.fence = fence;
        this.health = health;
        this.millis = millis;
        this.steps = steps;
    }

    /** What to write down when the new one has proved itself. */
    interface Commit {

        void write() throws IOException;
    }

    /**
     * Exchanges them.
     *
     * @param old null when there is none
     * @param fresh installed and resolved
     * @return what the station has from the new one
     * @throws FailedException when the new one did not prove itself; everything is as it was, or the words say what is not
     */
    Set<Offer> run(Journal.Exchange exchange, Bundle old, Bundle fresh, boolean exclusive, Commit commit)
            throws FailedException, IOException {
        Set<Offer> needed = old == null ? Set.of() : health.offers(old);
        Set<Offer> station = health.station();
        boolean ran = old != null && old.getState() == Bundle.ACTIVE;
        boolean beside = !exclusive && !needed.isEmpty() && needed.stream().allMatch(Offer::shareable);
        Deadline deadline = Deadline.in(millis);
        try {
            journal.begin(exchange);
        } catch (IOException e) {
            putAway(fresh);
            throw e;
        }
        steps.accept(Step.BEGUN);
        try {
            if (old != null && !beside) {
                stop(old);
                steps.accept(Step.STOPPED);
            }
            start(fresh, deadline);
            steps.accept(Step.STARTED);
            health.prove(fresh, needed, beside, deadline);
            steps.accept(Step.PROVEN);
            if (beside) {
                stop(old);
                steps.accept(Step.STOPPED);
            }
            health.still(station, Deadline.in(millis));
            steps.accept(Step.SEEN);
            commit.write();
        } catch (FailedException e) {
            throw new FailedException(e.getMessage() + undone(ran ? old : null, fresh), e);
        } catch (IOException e) {
            throw new FailedException(
                    "what runs could not be written down: " + e.getMessage() + undone(ran ? old : null, fresh), e);
        }
        steps.accept(Step.COMMITTED);
        try {
            if (old != null) {
                putAway(old);
            }
        } catch (IllegalStateException e) {
            LOG.warn("version {} goes at the next start: {}", old.getVersion(), e.getMessage());
        }
        steps.accept(Step.PUT_AWAY);
        end();
        return health.offers(fresh);
    }

    /** One that stays in the journal is found at the next start, where there is nothing left to do. */
    private void end() {
        try {
            journal.end();
        } catch (IOException e) {
            LOG.warn("the end of an exchange could not be written down: {}", e.toString());
        }
    }

    private void start(Bundle fresh, Deadline deadline) throws FailedException {
        fence.run("the start of version " + fresh.getVersion(), deadline.left(), fresh::start, () -> putAway(fresh));
    }

    /** A bundle that throws when it is stopped is stopped all the same; one that hangs still serves, so it stays. */
    private void stop(Bundle old) throws FailedException {
        try {
            fence.run(
                    "the stop of version " + old.getVersion(),
                    millis,
                    () -> old.stop(Bundle.STOP_TRANSIENT),
                    () -> old.start(Bundle.START_TRANSIENT));
        } catch (FailedException e) {
            if (old.getState() == Bundle.STOPPING || old.getState() == Bundle.ACTIVE || fence.hanging() > 0) {
                throw e;
            }
        }
    }

    /** Takes the new one away and brings the old one back, if it ran; tells what did not go. */
    private String undone(Bundle old, Bundle fresh) {
        StringBuilder words = new StringBuilder();
        try {
            // One that hangs in its start is held by that; it goes when it comes back, or before anything starts the
            // next time.
            if (fresh.getState() != Bundle.STARTING) {
                fence.run("taking away version " + fresh.getVersion(), millis, () -> putAway(fresh), () -> {});
            }
        } catch (FailedException e) {
            words.append("; ").append(e.getMessage());
        }
        try {
            if (old != null && old.getState() != Bundle.STOPPING) {
                fence.run(
                        "the start of version " + old.getVersion(),
                        millis,
                        () -> old.start(Bundle.START_TRANSIENT),
                        () -> {});
            }
        } catch (FailedException e) {
            words.append("; ").append(e.getMessage());
        }
        end();
        steps.accept(Step.UNDONE);
        return words.toString();
    }

    /** What was deployed is uninstalled, for its file is kept; what belongs to the distribution stays, stopped. */
    static void putAway(Bundle bundle) {
        try {
            if (bundle.getState() == Bundle.UNINSTALLED) {
                return;
            }
            if (Places.deployed(bundle)) {
                bundle.uninstall();
            } else {
                bundle.stop();
            }
        } catch (BundleException | IllegalStateException e) {
            throw new IllegalStateException(bundle + ": " + Fence.words(e), e);
        }
    }
}
