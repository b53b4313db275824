// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.serial.runtime;

import com.fazecast.jSerialComm.SerialPort;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where jSerialComm finds its native part. By itself it loads what it finds in {@code /tmp/jSerialComm}, or unpacks it there with write permission for
 * all: any user of the machine could have the station run his code. And a native library belongs to one class loader: from one and the same file it
 * loads no more after an update of its bundle. So it gets a fresh copy for each class loader, in a folder that is the station's own.
 */
final class SerialLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(SerialLibrary.class);
    private static final String FOLDER = "jSerialComm.library.path";
    private static final String NAME = "libjSerialComm.so";

    private static boolean prepared;

    private SerialLibrary() {}

    /** To be called before the library is first touched; once is enough. What earlier ones left in the folder is removed. */
    static synchronized void prepare(Path folder) {
        if (prepared) {
            return;
        }
        prepared = true;
        // Where the copy is not taken: at least with a name of its own each time.
        System.setProperty("jSerialComm.library.randomizeNativeName", "true");
        try {
            empty(folder);
            Files.createDirectories(folder);
            Path fresh = Files.createTempDirectory(folder, "jSerialComm");
            for (String machine : machines(System.getProperty("os.name"), System.getProperty("os.arch"))) {
                unpack("Linux/" + machine, fresh);
            }
            System.setProperty(FOLDER, fresh.toString());
        } catch (IOException e) {
            LOG.warn("the serial library is not kept in {}: {}", folder, e.toString());
        }
    }

    /** The folders of its jar that may fit, as it would try them itself. */
    static List<String> machines(String system, String architecture) {
        if (!system.startsWith("Linux")) {
            return List.of();
        }
        return switch (architecture) {
            case "amd64", "x86_64" -> List.of("x86_64");
            case "i386", "i486", "i586", "i686", "x86" -> List.of("x86");
            case "aarch64" -> List.of("armv8_64");
            case "ppc64le" -> List.of("ppc64le");
            default -> architecture.startsWith("arm") ? List.of("armv8_32", "armv7hf", "armv6hf", "armv5") : List.of();
        };
    }

    private static void unpack(String resource, Path folder) throws IOException {
        try (InputStream in = SerialPort.class.getResourceAsStream("/" + resource + "/" + NAME)) {
            if (in != null) {
                Path to = Files.createDirectories(folder.resolve(resource));
                Files.copy(in, to.resolve(NAME));
            }
        }
    }

    private static void empty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                old.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}
