// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The home of one station, held by this process until it ends. */
final class Home {

    private static final String LOCK = "lock";
    private static final String DROP_FOLDER = "deploy";
    private static final int PID_DIGITS = 20;
    private static final List<String> STATE = List.of("config", "store", "secrets", "log", "trust", DROP_FOLDER);
    /** All folders a station writes to, but for the drop folder: what lies there is somebody's own. */
    private static final List<String> ERASED =
            List.of("bench", "bundles", "config", "drivers", "log", "secrets", "store", "tmp");
    /** What may lie in a new home: what was prepared for its first start, and what a file system of its own begins with. */
    private static final Set<String> PREPARED = Set.of("secrets", "trust", DROP_FOLDER, "lost+found");

    private final Path path;
    /** Held, not used: the lock goes when the process goes, however that happens. */
    @SuppressWarnings("unused")
    private final FileLock lock;

    private Home(Path path, FileLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws Refusal when the home is in use, is a folder of something else, or cannot be written */
    static Home take(Path wanted) {
        Path path = wanted.toAbsolutePath().normalize();
        try {
            directory(path);
            if (!isHome(path) && !isNew(path)) {
                throw new Refusal(
                        Refusal.HOME_UNUSABLE,
                        path + " is a folder of something else, no home of a station: "
                                + "name a new or empty folder with --home, or a home that a station had before");
            }
            FileChannel channel = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new Refusal(
                        Refusal.HOME_IN_USE,
                        "the home " + path + " is in use by process " + text(channel)
                                + "; stop that one, or give this one a home of its own with --home");
            }
            channel.truncate(0);
            channel.write(
                    StandardCharsets.US_ASCII.encode(
                            Long.toString(ProcessHandle.current().pid())),
                    0);
            Home home = new Home(path, lock);
            home.clear("tmp");
            for (String name : STATE) {
                directory(path.resolve(name));
            }
            return home;
        } catch (IOException e) {
            throw new Refusal(
                    Refusal.HOME_UNUSABLE,
                    "the home " + path + " cannot be written: " + why(e)
                            + "; make it writable, or name another one with --home");
        }
    }

    Path path() {
        return path;
    }

    /**
     * Forgets everything, so that the next start is a first start. The framework's bundles too: the Configurator keeps there what it has
     * applied, and would not apply it again to an empty configuration. What somebody put into the drop folder, or beside our folders, is
     * theirs and stays.
     */
    void beginAfresh() throws IOException {
        for (String name : ERASED) {
            clear(name);
        }
    }

    /** Whether a station had it before: it left its process id, or its store. */
    private static boolean isHome(Path path) throws IOException {
        Path lock = path.resolve(LOCK);
        boolean left = Files.isRegularFile(lock)
                && Files.size(lock) <= PID_DIGITS
                && Files.readString(lock, StandardCharsets.ISO_8859_1).matches("\\d*");
        return left || Files.isRegularFile(path.resolve("store").resolve("gatewatt.db"));
    }

    private static boolean isNew(Path path) throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName().toString()).allMatch(PREPARED::contains);
        }
    }

    private void clear(String name) throws IOException {
        Path directory = path.resolve(name);
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        directory(directory);
    }

    private static void directory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            try {
                Files.createDirectories(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                throw new IOException(path + " is a file, not a directory", e);
            }
        }
        if (!Files.isWritable(path)) {
            throw new IOException("no permission to write to " + path);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(PID_DIGITS);
        channel.read(bytes, 0);
        return StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
    }

    private static String why(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException denied
                ? "no permission for " + denied.getFile()
                : e.getMessage();
    }
}
