// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import io.gatewatt.deploy.Attempt;
import io.gatewatt.deploy.Deployed;
import io.gatewatt.deploy.Deployment;
import io.gatewatt.deploy.Outcome;
import io.gatewatt.deploy.Outcome.Result;
import io.gatewatt.deploy.engine.Health.Offer;
import io.gatewatt.deploy.engine.Journal.Edition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Deploys: looks a bundle through, tries it, puts it into its place, and tells what came of it. */
final class Engine implements Deployment {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private static final int MOST_ATTEMPTS = 20;

    private final BundleContext context;
    private final Path folder;
    private final Journal journal;
    private final Gatekeeper gatekeeper;
    private final Inspection inspection;
    private final Supplier<Settings> settings;
    private final Consumer<Step> steps;
    private final Trial trial;
    private final Fence fence = new Fence();
    private final Health health;
    /** One deployment at a time; whoever comes second waits, in the order of coming. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private volatile List<Deployed> deployed;
    private volatile List<Attempt> attempts = List.of();

    Engine(
            BundleContext context,
            Path folder,
            Journal journal,
            Gatekeeper gatekeeper,
            Inspection inspection,
            Supplier<Settings> settings,
            Consumer<Step> steps) {
        this.trial = new Trial(context, journal, gatekeeper);
        this.context = context;
        this.folder = folder;
        this.journal = journal;
        this.gatekeeper = gatekeeper;
        this.inspection = inspection;
        this.settings = settings;
        this.steps = steps;
        this.health = new Health(context, fence);
        this.deployed = present();
    }

    /** What is told in the end. */
    private record Told(Result result, String name, String from, String to, String signer, String words) {}

    private interface Work {

        Told done() throws RefusedException, FailedException, IOException;
    }

    @Override
    public Outcome install(Path jar, String origin) throws IOException {
        String file = jar.getFileName().toString();
        return audited(file, origin, () -> {
            Path copy = copy(jar);
            try {
                return install(file, copy);
            } finally {
                Files.deleteIfExists(copy);
            }
        });
    }

    private Told install(String file, Path copy) throws RefusedException, IOException {
        BundleFile found;
        try {
            found = inspection.inspect(copy);
        } catch (RefusedException e) {
            throw new RefusedException(file + " is refused: " + e.getMessage(), e);
        }
        String name = found.name();
        Optional<Bundle> old = Places.serving(context, journal, name);
        String from = old.map(bundle -> bundle.getVersion().toString()).orElse("");
        String signer = found.signer().subject();
        try {
            if (old.isPresent()) {
                int newer = found.version().compareTo(old.get().getVersion());
                boolean same = newer == 0 && Content.of(old.get()).digest().equals(found.digest());
                if (same) {
                    return new Told(
                            Result.UNCHANGED,
                            name,
                            from,
                            from,
                            signer,
                            name + " " + from + " is there already, the same one");
                }
                trial.successor(old.get(), found, newer);
            }
            journal.keep(copy, name, found.version());
            steps.accept(Step.KEPT);
            return bring(found, old.orElse(null));
        } catch (RefusedException e) {
            journal.tidy();
            return new Told(
                    Result.REFUSED,
                    name,
                    from,
                    from,
                    signer,
                    name + " " + found.version() + " is refused: " + e.getMessage());
        }
    }

    /** Installs, tries and exchanges; what is refused on trial leaves no trace. */
    private Told bring(BundleFile found, Bundle old) throws RefusedException, IOException {
        String name = found.name();
        String from = old == null ? "" : old.getVersion().toString();
        String to = found.version().toString();
        String signer = found.signer().subject();
        gatekeeper.onTrial(name);
        try {
            Bundle fresh = trial.install(found, old);
            steps.accept(Step.TRIED);
            Edition edition = new Edition(found.version(), Instant.now(), signer, found.digest());
            Set<Offer> offers = exchange()
                    .run(
                            new Journal.Exchange(name, from, to),
                            old,
                            fresh,
                            found.exclusive() || old != null && exclusive(old),
                            () -> journal.commit(name, edition));
            journal.tidy();
            return new Told(
                    Result.DEPLOYED,
                    name,
                    from,
                    to,
                    signer,
                    name + " " + to + (from.isEmpty() ? " runs" : " runs in place of " + from) + offered(offers)
                            + (signer.isEmpty() ? "; it is unsigned" : "; signed by " + signer)
                            + (found.signer().warning().isEmpty()
                                    ? ""
                                    : "; " + found.signer().warning()));
        } catch (FailedException e) {
            journal.tidy();
            return new Told(
                    Result.ROLLED_BACK,
                    name,
                    from,
                    from,
                    signer,
                    name + " " + to + " did not prove itself: " + e.getMessage()
                            + (from.isEmpty() ? "; it is gone again" : "; " + from + " " + runs(old)));
        } finally {
            gatekeeper.onTrial("");
        }
    }

    private static String runs(Bundle old) {
        return old.getState() == Bundle.ACTIVE ? "runs as before" : "does NOT run: see the log and restart the station";
    }

    private static String offered(Set<Offer> offers) {
        Set<Offer> devices = new TreeSet<>(offers);
        devices.removeIf(offer -> offer.device().isEmpty());
        return devices.isEmpty() ? "" : " and serves " + Health.words(devices);
    }

    private static boolean exclusive(Bundle bundle) {
        return "exclusive".equals(bundle.getHeaders("").get(Inspection.SWAP));
    }

    private Exchange exchange() {
        return new Exchange(
                journal, fence, health, TimeUnit.SECONDS.toMillis(settings.get().healthSeconds()), steps);
    }

    @Override
    public Outcome rollback(String name, String origin) throws IOException {
        return audited(name, origin, () -> {
            Edition current = current(name);
            List<Edition> kept = journal.kept(name);
            Bundle serving = Places.serving(context, journal, name).orElse(null);
            if (kept.isEmpty()) {
                if (Places.aside(context, name).isEmpty()) {
                    throw new RefusedException("there is no version of " + name + " before " + current.version());
                }
                return home(name, current, Result.DEPLOYED);
            }
            try {
                BundleFile found =
                        inspection.inspect(journal.jar(name, kept.get(0).version()));
                return bring(found, serving);
            } catch (RefusedException e) {
                throw new RefusedException(name + " " + kept.get(0).version() + " is refused: " + e.getMessage(), e);
            }
        });
    }

    @Override
    public Outcome remove(String name, String origin) throws IOException {
        return audited(name, origin, () -> home(name, current(name), Result.REMOVED));
    }

    /** What was deployed goes; the distribution's own comes back, if it has one. */
    private Told home(String name, Edition current, Result good) throws IOException {
        Bundle old = context.getBundle(Places.location(name, current.version()));
        Optional<Bundle> own = Places.aside(context, name);
        String from = current.version().toString();
        String to = own.map(bundle -> bundle.getVersion().toString()).orElse("");
        try {
            if (own.isPresent()) {
                exchange()
                        .run(
                                new Journal.Exchange(name, from, to),
                                old,
                                own.get(),
                                old != null && exclusive(old) || exclusive(own.get()),
                                () -> journal.forget(name));
            } else {
                journal.forget(name);
                if (old != null) {
                    fence.run("taking away " + name, millis(), () -> Exchange.putAway(old), () -> {});
                }
            }
            journal.tidy();
            return new Told(
                    good,
                    name,
                    from,
                    to,
                    current.signer(),
                    name + " " + from + " is gone"
                            + (to.isEmpty() ? "" : "; " + to + " of the distribution runs again"));
        } catch (FailedException e) {
            return new Told(
                    Result.ROLLED_BACK,
                    name,
                    from,
                    own.isPresent() ? from : "",
                    current.signer(),
                    name + " " + from
                            + (own.isPresent()
                                    ? " stays: " + to + " of the distribution did not prove itself: "
                                    : " is gone after the next start: ")
                            + e.getMessage());
        }
    }

    private long millis() {
        return TimeUnit.SECONDS.toMillis(settings.get().healthSeconds());
    }

    private Edition current(String name) throws RefusedException {
        return journal.current(name)
                .orElseThrow(() -> new RefusedException(
                        name + " was not deployed here; deployed are: " + String.join(", ", journal.names())));
    }

    @Override
    public List<Deployed> deployed() {
        return deployed;
    }

    /** Only in turn: the journal is for one thread. */
    private List<Deployed> present() {
        List<Deployed> all = new ArrayList<>();
        for (String name : journal.names()) {
            Edition now = journal.current(name).orElseThrow();
            List<String> back = new ArrayList<>(
                    journal.kept(name).stream().map(e -> e.version().toString()).toList());
            Places.aside(context, name)
                    .map(bundle -> bundle.getVersion().toString())
                    .ifPresent(back::add);
            all.add(new Deployed(name, now.version().toString(), now.signer(), now.since(), back));
        }
        return List.copyOf(all);
    }

    @Override
    public List<Attempt> attempts() {
        return attempts;
    }

    private void note(Attempt latest) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.add(0, latest);
        attempts = List.copyOf(all.subList(0, Math.min(all.size(), MOST_ATTEMPTS)));
    }

    @Override
    public boolean unsignedAllowed() {
        return settings.get().unsignedAllowed();
    }

    private Path copy(Path jar) throws RefusedException, IOException {
        if (Files.size(jar) > Inspection.MOST_BYTES) {
            throw new RefusedException(jar.getFileName() + " is refused: it is larger than "
                    + (Inspection.MOST_BYTES >> 20) + " MB; a driver takes a thousandth of that");
        }
        Files.createDirectories(folder);
        Path copy = Files.createTempFile(folder, Journal.ARRIVED, ".jar");
        try (InputStream in = Files.newInputStream(jar)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
        return copy;
    }

    /** Every deployment leaves one line in the log: who brought what from where, and what came of it. */
    private Outcome audited(String what, String origin, Work work) throws IOException {
        // On a thread of its own: whoever interrupts the caller must not interrupt an exchange, or close the files it
        // writes.
        FutureTask<Outcome> task = new FutureTask<>(() -> told(what, origin, work));
        Thread thread = new Thread(task, "deploy");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Outcome told(String what, String origin, Work work) throws IOException {
        turn.lock();
        try {
            long begun = System.nanoTime();
            gatekeeper.lookAgain();
            Told told;
            try {
                told = work.done();
            } catch (RefusedException e) {
                told = new Told(Result.REFUSED, "", "", "", "", e.getMessage());
            } catch (FailedException e) {
                told = new Told(Result.ROLLED_BACK, "", "", "", "", e.getMessage());
            }
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            Outcome outcome = new Outcome(told.result(), told.name(), told.to(), told.words(), took);
            deployed = present();
            note(new Attempt(Instant.now(), origin, outcome));
            LOG.atLevel(outcome.good() ? Level.INFO : Level.WARN)
                    .log(
                            "{} by {}: {} [{} -> {}, signer {}, {} ms] {}",
                            told.result(),
                            origin,
                            told.name().isEmpty() ? what : told.name(),
                            told.from().isEmpty() ? "none" : told.from(),
                            told.to().isEmpty() ? "none" : told.to(),
                            told.signer().isEmpty() ? "none" : told.signer(),
                            took,
                            told.words());
            return outcome;
        } finally {
            turn.unlock();
        }
    }
}
