// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.serial.NoAnswerException;
import io.gatewatt.transport.serial.SerialLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** A serial line on two streams. */
final class StreamLine implements SerialLine {

    private final InputStream in;
    private final OutputStream out;

    StreamLine(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void send(byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R> R exchange(byte[] request, Decoder<R> answer, Duration deadline) throws DeviceException {
        long until = System.nanoTime() + deadline.toNanos();
        long over = until;
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try {
            in.skipNBytes(request.length == 0 ? 0 : in.available());
            out.write(request);
            out.flush();
            while (true) {
                if (in.available() > 0) {
                    received.writeBytes(in.readNBytes(in.available()));
                    Optional<R> whole = answer.decode(received.toByteArray());
                    if (whole.isPresent()) {
                        return whole.get();
                    }
                    over = System.nanoTime()
                            + answer.longestPause().orElse(deadline).toNanos();
                } else if (System.nanoTime() > Math.min(over, until)) {
                    throw new NoAnswerException("no answer", received.size());
                }
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new DeviceException("the line is gone", e);
        }
    }
}
