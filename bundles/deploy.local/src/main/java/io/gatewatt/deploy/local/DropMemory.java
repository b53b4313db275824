// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.local;

import io.gatewatt.deploy.local.DropFolder.Judged;
import io.gatewatt.deploy.local.DropFolder.Look;
import io.gatewatt.files.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of the files of the drop folder, over starts: a line each, with size, time, {@code refused} or {@code -}, symbolic name, version and file name.
 * It lies beside what was deployed and goes with it; without it each file is judged anew.
 */
record DropMemory(Path file) {

    private static final int PARTS = 6;
    private static final String REFUSED = "refused";
    private static final String NONE = "-";

    /** A line that cannot be read is passed over. */
    Map<String, Judged> read() throws IOException {
        Map<String, Judged> judged = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
                String[] parts = line.split(" ", PARTS);
                if (parts.length == PARTS && parts[0].matches("\\d{1,18}") && parts[1].matches("-?\\d{1,18}")) {
                    Look look = new Look(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
                    judged.put(
                            parts[5], new Judged(look, parts[2].equals(REFUSED), filled(parts[3]), filled(parts[4])));
                }
            }
        }
        return judged;
    }

    void write(Map<String, Judged> judged) throws IOException {
        StringBuilder lines = new StringBuilder();
        judged.forEach((name, one) -> lines.append(one.look().size())
                .append(' ')
                .append(one.look().changed())
                .append(' ')
                .append(one.refused() ? REFUSED : NONE)
                .append(' ')
                .append(one.name().isEmpty() ? NONE : one.name())
                .append(' ')
                .append(one.version().isEmpty() ? NONE : one.version())
                .append(' ')
                .append(name.replace('\n', ' '))
                .append('\n'));
        Files.createDirectories(file.toAbsolutePath().getParent());
        DurableFile.write(file, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String filled(String text) {
        return text.equals(NONE) ? "" : text;
    }
}
