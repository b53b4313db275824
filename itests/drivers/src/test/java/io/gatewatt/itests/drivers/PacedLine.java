// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.drivers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Gives a line between a pseudo terminal and its units the speed of a real one, for pseudo terminals have none: each byte takes its time. */
final class PacedLine implements AutoCloseable {

    /** Start, eight data bits, stop. */
    private static final int BITS = 10;

    private final ServerSocket server;
    private final int units;
    private final double byteNanos;
    private final AtomicLong requested = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();

    /**
     * @param units TCP port of the units
     * @param baud bits per second, 8N1
     */
    PacedLine(int units, int baud) throws IOException {
        this.units = units;
        this.byteNanos = BITS * 1e9 / baud;
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        start("paced-line", this::accept);
    }

    /** Where the pseudo terminal connects to. */
    int port() {
        return server.getLocalPort();
    }

    /** Bytes of requests so far. */
    long requested() {
        return requested.get();
    }

    /** Bytes of answers so far. */
    long answered() {
        return answered.get();
    }

    /** How long a byte takes, ns. */
    double byteNanos() {
        return byteNanos;
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket near = server.accept();
                    Socket far = new Socket(InetAddress.getLoopbackAddress(), units)) {
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                Thread back = start("paced-line-answers", () -> carry(far, near, answered));
                carry(near, far, requested);
                far.shutdownInput();
                back.join();
            } catch (IOException e) {
                // Pulled, or over.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void carry(Socket from, Socket to, AtomicLong count) {
        byte[] buffer = new byte[512];
        long free = System.nanoTime();
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                free = Math.max(free, System.nanoTime()) + Math.round(length * byteNanos);
                for (long left = free - System.nanoTime(); left > 0; left = free - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                out.write(buffer, 0, length);
                count.addAndGet(length);
            }
        } catch (IOException e) {
            // The other side is gone.
        }
    }

    private static Thread start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
