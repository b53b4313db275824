// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.local;

import io.gatewatt.deploy.Deployed;
import io.gatewatt.deploy.Deployment;
import io.gatewatt.deploy.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder whose jars somebody wants on the station. A jar that comes or changes is deployed, one that goes takes what it brought with it. Each jar is
 * judged once: after a restart, a roll-back by hand or a failed health gate the same file is not tried again. Only a refused one is, when something
 * changes that it may have waited for.
 *
 * <p>On one thread.
 */
final class DropFolder {

    static final String ORIGIN = "drop folder";

    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);

    /** How a file looks from outside; it is taken when it looks the same twice, so one that is still being copied waits. */
    record Look(long size, long changed) {}

    /**
     * What came of a file.
     *
     * @param name symbolic name of what it brought; empty when it brought nothing
     * @param version of what it brought
     */
    record Judged(Look look, boolean refused, String name, String version) {

        boolean brought() {
            return !name.isEmpty();
        }
    }

    private final Path folder;
    private final Path trust;
    private final DropMemory memory;
    private final Deployment deployment;
    private final Map<String, Judged> judged;
    private Map<String, Look> before;
    private String circumstances = "";

    /**
     * @param folder which to look at
     * @param trust folder of trusted certificates: when it changes, refused files are tried again
     */
    DropFolder(Path folder, Path trust, DropMemory memory, Deployment deployment) throws IOException {
        this.folder = folder;
        this.trust = trust;
        this.memory = memory;
        this.deployment = deployment;
        this.judged = memory.read();
    }

    /** Looks once. At the first look all that lies there is taken at once: so it is there before the station looks for it. */
    void look() throws IOException {
        Map<String, Look> now = list();
        boolean first = before == null;
        boolean settling = false;
        boolean progress = circumstancesChanged() && againRefused(now);
        for (Map.Entry<String, Look> file : now.entrySet()) {
            if (seen(file.getKey(), file.getValue())) {
                continue;
            }
            if (first || file.getValue().equals(before.get(file.getKey()))) {
                progress |= judge(file.getKey(), file.getValue());
            } else {
                settling = true;
            }
        }
        while (progress) {
            progress = againRefused(now);
        }
        if (!settling) {
            for (String name : List.copyOf(judged.keySet())) {
                if (!now.containsKey(name) && (first || !before.containsKey(name))) {
                    gone(name);
                }
            }
        }
        before = now;
    }

    private boolean seen(String file, Look look) {
        Judged known = judged.get(file);
        return known != null && known.look().equals(look);
    }

    /** Whether something changed that a refused file may have waited for: who is trusted, or developer mode; at the first look all may have. */
    private boolean circumstancesChanged() throws IOException {
        String now = deployment.unsignedAllowed()
                + " "
                + (Files.isDirectory(trust) ? Files.getLastModifiedTime(trust).toString() : "");
        boolean changed = !now.equals(circumstances);
        circumstances = now;
        return changed;
    }

    private boolean againRefused(Map<String, Look> now) throws IOException {
        boolean progress = false;
        for (Map.Entry<String, Look> file : now.entrySet()) {
            Judged known = judged.get(file.getKey());
            if (known != null && known.refused() && known.look().equals(file.getValue())) {
                progress |= judge(file.getKey(), file.getValue());
            }
        }
        return progress;
    }

    /** @return whether the bundle is there now */
    private boolean judge(String file, Look look) throws IOException {
        Judged known = judged.get(file);
        String name = known == null ? "" : known.name();
        String version = known == null ? "" : known.version();
        Outcome outcome;
        try {
            outcome = deployment.install(folder.resolve(file), ORIGIN);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            LOG.error("{} could not be deployed: {}", file, e.toString());
            note(file, new Judged(look, true, name, version));
            return false;
        }
        if (outcome.good()) {
            note(file, new Judged(look, false, outcome.name(), outcome.version()));
        } else {
            note(file, new Judged(look, outcome.result() == Outcome.Result.REFUSED, name, version));
        }
        return outcome.good();
    }

    private void gone(String file) throws IOException {
        Judged known = judged.remove(file);
        memory.write(judged);
        boolean another =
                judged.values().stream().anyMatch(other -> other.name().equals(known.name()));
        if (!known.brought() || another) {
            return;
        }
        Deployed present = deployment.deployed().stream()
                .filter(one -> Objects.equals(one.name(), known.name()))
                .findFirst()
                .orElse(null);
        if (present == null) {
            return;
        }
        if (present.version().equals(known.version())) {
            deployment.remove(known.name(), ORIGIN);
        } else {
            LOG.info(
                    "{} is gone from the drop folder; {} {} stays, for it came another way",
                    file,
                    known.name(),
                    present.version());
        }
    }

    private void note(String file, Judged now) throws IOException {
        judged.put(file, now);
        memory.write(judged);
    }

    private Map<String, Look> list() throws IOException {
        Map<String, Look> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".jar") && !name.startsWith(".")) {
                    look(file, name, files);
                }
            }
        }
        return files;
    }

    private static void look(Path file, String name, Map<String, Look> files) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                files.put(
                        name,
                        new Look(
                                attributes.size(), attributes.lastModifiedTime().toMillis()));
            }
        } catch (NoSuchFileException e) {
            // Gone since it was listed.
        }
    }
}
