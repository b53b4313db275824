// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * The native part of SQLite, unpacked once and kept. By itself the driver unpacks it at every start and compares the copy byte by byte, which is the
 * longest single step of a start. Where this does not work the driver still does it its way.
 */
final class NativeLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    private NativeLibrary() {}

    /** Has the driver load the copy in this folder, which is made when it is not there. A choice made outside stays. */
    static void keep(Path folder) {
        if (System.getProperty(FOLDER) != null) {
            return;
        }
        Path mine = folder.resolve("sqlite-" + SQLiteJDBCLoader.getVersion());
        String name = LibraryLoaderUtil.getNativeLibName();
        try {
            if (!Files.exists(mine.resolve(name))) {
                unpack(mine, name);
            }
            System.setProperty(FOLDER, mine.toString());
            System.setProperty(NAME, name);
        } catch (IOException e) {
            LOG.info("the native part of SQLite is not kept in {}: {}", mine, e.toString());
        }
    }

    /** Whole or not at all: after a power cut a half one would be loaded. */
    private static void unpack(Path folder, String name) throws IOException {
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        Files.createDirectories(folder);
        Path fresh = folder.resolve(name + ".new");
        try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("there is none for this machine: " + resource);
            }
            Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
        }
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
