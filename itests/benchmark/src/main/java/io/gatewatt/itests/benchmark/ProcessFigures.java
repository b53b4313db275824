// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux tells of a process under {@code /proc}. */
final class ProcessFigures {

    private static final double KIB_PER_MIB = 1024;
    /** Unit of CPU times; Linux shows them to programs in hundredths of a second on every machine. */
    private static final double TICKS_PER_SECOND = 100;
    /** Fields of {@code stat} after the name in brackets, which may hold blanks: utime is the 14th of all, stime the 15th. */
    private static final int USER_TIME = 11;

    private final Path folder;

    ProcessFigures(long pid) {
        folder = Path.of("/proc", Long.toString(pid));
    }

    /** CPU time so far, user and system, in s. */
    double cpuSeconds() {
        String stat = read("stat").get(0);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) / TICKS_PER_SECOND;
    }

    /** Resident memory, in MiB. */
    double residentMib() {
        return value("status", "VmRSS:") / KIB_PER_MIB;
    }

    /** Memory with what is shared counted in proportion, in MiB. */
    double proportionalMib() {
        return value("smaps_rollup", "Pss:") / KIB_PER_MIB;
    }

    /** Bytes given to the disk so far. */
    double writtenBytes() {
        return value("io", "write_bytes:");
    }

    /** The command line, word by word. */
    List<String> command() {
        return List.of(String.join("\n", read("cmdline")).split("\0"));
    }

    private long value(String file, String name) {
        return read(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace("kB", "").trim())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name + " in " + folder.resolve(file)));
    }

    private List<String> read(String file) {
        try {
            return Files.readAllLines(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the process is gone, or this is not Linux", e);
        }
    }
}
