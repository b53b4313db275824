// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Replaces files as a whole: after a kill or a power cut at any instant there is the old content or the new one, and once a call has
 * returned it is the new one. That costs two flushes of the disk: of the new content before it gets its name, and of the name. One
 * writer at a time for a file. From any thread.
 */
public final class DurableFile {

    private static final String FRESH = ".new";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");

    private DurableFile() {}

    /** Gives the file this content; its folder must be there. */
    public static void write(Path file, byte[] content) throws IOException {
        replace(file, content);
    }

    /** The same for a secret: for the owner only, mode 0600 in a folder of mode 0700, which is made when missing. */
    public static void writeSecret(Path file, byte[] content) throws IOException {
        Path folder = folder(file);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNERS_FOLDER));
        }
        Files.setPosixFilePermissions(folder, OWNERS_FOLDER);
        replace(file, content, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    /** Removes the file, if there is one, for good. */
    public static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        flushNames(folder(file));
    }

    private static void replace(Path file, byte[] content, FileAttribute<?>... mode) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + FRESH);
        // What a kill left has the mode of another time.
        Files.deleteIfExists(fresh);
        try (FileChannel out =
                FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        flushNames(folder(file));
    }

    private static void flushNames(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().getParent();
    }
}
