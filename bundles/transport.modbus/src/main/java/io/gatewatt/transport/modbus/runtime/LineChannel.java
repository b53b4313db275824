// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.transport.serial.NoAnswerException;
import io.gatewatt.transport.serial.SerialLine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A serial line as a channel. The line may be away and come back as another service. */
final class LineChannel implements Channel {

    /** A line on which nothing came for so long is silent: many times the longest pause within a frame at 1200 baud. */
    static final Duration SILENCE = Duration.ofMillis(60);

    /** A line that is not silent after so many waits never will be. */
    private static final int WAITS = 10;

    private final Supplier<SerialLine> line;
    private final String absent;

    /** @param absent what to say when there is no line */
    LineChannel(Supplier<SerialLine> line, String absent) {
        this.line = line;
        this.absent = absent;
    }

    @Override
    public <R> R exchange(byte[] request, SerialLine.Decoder<R> answer, Duration deadline) throws DeviceException {
        SerialLine now = line.get();
        if (now == null) {
            throw new DeviceException(absent);
        }
        return now.exchange(request, answer, deadline);
    }

    @Override
    public void afterGarbage() throws DeviceException {
        for (int i = 0; i < WAITS; i++) {
            try {
                exchange(new byte[0], received -> Optional.<Void>empty(), SILENCE);
            } catch (NoAnswerException e) {
                if (e.received() == 0) {
                    return;
                }
            }
        }
    }

    @Override
    public void afterSilence() throws DeviceException {
        afterGarbage();
    }

    @Override
    public void close() {
        // The line belongs to its transport.
    }
}
