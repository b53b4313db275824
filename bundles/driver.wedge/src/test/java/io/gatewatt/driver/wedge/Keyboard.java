// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.wedge;

import static org.awaitility.Awaitility.await;

import io.gatewatt.driver.contract.SimulatedDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A keyboard: a named pipe of evdev's records per driver, for the kernel gives each who has opened the device all of them, and a pipe does not. Unplugged, the
 * pipe ends and its file is gone.
 */
final class Keyboard implements SimulatedDevice {

    private static final List<Integer> DIGITS = List.of(11, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    private static final int ENTER = 28;

    private final Path folder;
    private final Random random = new Random(5);
    private final Set<Path> files = new HashSet<>();
    private final Map<Path, FileChannel> open = new HashMap<>();
    private int count;
    private boolean away;
    private long micros = 5_000_000;

    Keyboard(Path folder) {
        this.folder = folder;
    }

    /** The file for one more driver. */
    synchronized Path file() {
        Path file = folder.resolve("event" + count++);
        files.add(file);
        if (!away) {
            plug(file);
        }
        return file;
    }

    /** Its driver has left. */
    synchronized void left(Path file) {
        files.remove(file);
        unplug(file);
    }

    /** Types digits and Enter. */
    synchronized void type(String digits) {
        digits.chars().forEach(digit -> press(DIGITS.get(digit - '0')));
        press(ENTER);
    }

    private void press(int code) {
        say(record(4, 4, 0x70000 + code));
        say(record(1, code, 1));
        say(record(0, 0, 0));
        say(record(1, code, 0));
        say(record(0, 0, 0));
    }

    private byte[] record(int type, int code, int value) {
        micros += 1000;
        return ByteBuffer.allocate(TypedKeys.RECORD)
                .order(ByteOrder.nativeOrder())
                .putLong(micros / 1_000_000)
                .putLong(micros % 1_000_000)
                .putShort((short) type)
                .putShort((short) code)
                .putInt(value)
                .array();
    }

    private void say(byte... bytes) {
        try {
            for (FileChannel pipe : open.values()) {
                pipe.write(ByteBuffer.wrap(bytes));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Open for reading and writing, so that neither side waits for the other. */
    private void plug(Path file) {
        try {
            int made = new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
            if (made != 0) {
                throw new IllegalStateException("mkfifo " + file);
            }
            open.put(file, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void unplug(Path file) {
        FileChannel pipe = open.remove(file);
        try {
            if (pipe != null) {
                pipe.close();
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void vanish() {
        away = true;
        files.forEach(this::unplug);
    }

    /** A keyboard refuses nothing. */
    @Override
    public void refuse() {}

    @Override
    public synchronized void garbage() {
        for (int i = 0; i < 500; i++) {
            say(record(random.nextInt(5), random.nextInt(65_536), random.nextInt(3)));
        }
        press(ENTER);
    }

    @Override
    public synchronized void comeBack() {
        if (away) {
            away = false;
            files.forEach(this::plug);
            await().during(Duration.ofMillis(KeyboardReader.REOPEN_MS + 200)).until(() -> true);
        }
    }

    @Override
    public int requests() {
        return 0;
    }

    @Override
    public int listeners() {
        return 0;
    }

    @Override
    public Object outputs() {
        return List.of();
    }

    @Override
    public Duration waited() {
        return Duration.ZERO;
    }

    @Override
    public List<Throwable> thrown() {
        return List.of();
    }
}
