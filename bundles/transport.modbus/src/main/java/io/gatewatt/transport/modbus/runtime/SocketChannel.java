// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.serial.NoAnswerException;
import io.gatewatt.transport.serial.SerialLine;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A TCP connection as a channel: made when it is needed, and again with growing pauses when it cannot be. */
final class SocketChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(SocketChannel.class);

    private static final long FIRST_PAUSE = 200;
    private static final long LONGEST_PAUSE = 5000;

    /** After so many requests in a row without an answer the connection may be half open: nobody at its other end. */
    private static final int SILENT = 3;

    private final String bus;
    private final String host;
    private final int port;
    private final boolean drains;
    private volatile Socket socket;
    private volatile boolean closed;
    private int silent;
    private long pause = FIRST_PAUSE;
    private long nextAttempt;
    private String refusal;

    /**
     * @param bus name, for messages
     * @param drains true: after garbage it waits until nothing comes any more; false: it connects anew
     */
    SocketChannel(String bus, String host, int port, boolean drains) {
        this.bus = bus;
        this.host = host;
        this.port = port;
        this.drains = drains;
    }

    @Override
    public <R> R exchange(byte[] request, SerialLine.Decoder<R> answer, Duration deadline) throws DeviceException {
        long until = System.nanoTime() + deadline.toNanos();
        boolean fresh = socket == null;
        try {
            return ask(request, answer, until, deadline);
        } catch (IOException e) {
            disconnect();
            if (fresh) {
                throw broken(e);
            }
        }
        try { // the other side may have closed it long ago, for nothing was asked
            return ask(request, answer, until, deadline);
        } catch (IOException e) {
            disconnect();
            throw broken(e);
        }
    }

    private DeviceException broken(IOException e) {
        return new DeviceException("the connection to " + host + ":" + port + " broke: " + e.getMessage(), e);
    }

    private <R> R ask(byte[] request, SerialLine.Decoder<R> decoder, long until, Duration deadline)
            throws DeviceException, IOException {
        Socket to = connected(until);
        InputStream in = to.getInputStream();
        in.skipNBytes(in.available());
        to.getOutputStream().write(request);
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] some = new byte[512];
        long over = until;
        while (true) {
            long left = TimeUnit.NANOSECONDS.toMillis(over - System.nanoTime());
            if (left <= 0) {
                throw new NoAnswerException("no answer within " + deadline.toMillis() + " ms", received.size());
            }
            to.setSoTimeout((int) left);
            int count;
            try {
                count = in.read(some);
            } catch (SocketTimeoutException e) {
                continue;
            }
            if (count < 0) {
                throw new EOFException("closed by the other side");
            }
            received.write(some, 0, count);
            Optional<R> answer = decoder.decode(received.toByteArray());
            if (answer.isPresent()) {
                silent = 0;
                return answer.get();
            }
            long pause = decoder.longestPause().map(Duration::toNanos).orElse(Long.MAX_VALUE / 2);
            over = System.nanoTime() + Math.min(pause, until - System.nanoTime());
        }
    }

    private Socket connected(long until) throws DeviceException {
        Socket now = socket;
        if (now != null) {
            return now;
        }
        long wait = TimeUnit.NANOSECONDS.toMillis(nextAttempt - System.nanoTime());
        if (refusal != null && wait > 0) {
            throw new DeviceException(refusal + "; next attempt in " + wait + " ms");
        }
        Socket fresh = new Socket();
        try {
            socket = fresh; // so that close() reaches it
            if (closed) {
                throw new IOException("the bus is closed");
            }
            fresh.setTcpNoDelay(true);
            fresh.setKeepAlive(true);
            long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
            fresh.connect(new InetSocketAddress(host, port), (int) left);
        } catch (IOException e) {
            disconnect();
            throw refused(e);
        }
        if (refusal != null) {
            LOG.info("bus {}: {}:{} is back", bus, host, port);
        }
        refusal = null;
        pause = FIRST_PAUSE;
        silent = 0;
        return fresh;
    }

    private DeviceException refused(IOException e) {
        String why = e instanceof UnknownHostException ? "there is no such host" : e.getMessage();
        boolean first = refusal == null;
        refusal = "no connection to " + host + ":" + port + ": " + why + "; check address, cable and power";
        nextAttempt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE);
        if (first) {
            LOG.warn("bus {}: {}; trying again", bus, refusal);
        }
        return new DeviceException(refusal, e);
    }

    private void disconnect() {
        Socket last = socket;
        socket = null;
        if (last != null) {
            try {
                last.close();
            } catch (IOException e) {
                LOG.debug("bus {}: closing fails", bus, e);
            }
        }
    }

    @Override
    public void afterGarbage() {
        if (!drains) {
            disconnect();
            return;
        }
        Socket now = socket;
        if (now == null) {
            return;
        }
        try {
            now.setSoTimeout((int) LineChannel.SILENCE.toMillis());
            byte[] some = new byte[512];
            for (int i = 0; i < 10; i++) {
                if (now.getInputStream().read(some) < 0) {
                    disconnect();
                    return;
                }
            }
            disconnect(); // it never falls silent
        } catch (SocketTimeoutException e) {
            // silent now
        } catch (IOException e) {
            disconnect();
        }
    }

    @Override
    public void afterSilence() {
        if (++silent >= SILENT) {
            disconnect();
        } else if (drains) {
            afterGarbage();
        }
    }

    @Override
    public void close() {
        closed = true;
        disconnect();
    }
}
