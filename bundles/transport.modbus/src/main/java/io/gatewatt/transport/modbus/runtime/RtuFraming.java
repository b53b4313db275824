// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import io.gatewatt.driver.DeviceException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** RTU (Modbus over Serial Line 1.02, section 2.5.1): unit, function and data, CRC. */
final class RtuFraming implements Framing {

    /** So many bytes of noise may precede an answer: transceivers make one or two when they turn round. */
    private static final int NOISE = 8;

    /** The standard ends a frame after 1.5 characters of silence; converters and networks in between know nothing of that. */
    private static final Optional<Duration> PAUSE = Optional.of(Duration.ofMillis(150));

    @Override
    public Exchange begin(Request request) {
        byte[] frame = new byte[request.pdu().length + 3];
        frame[0] = (byte) request.unit();
        System.arraycopy(request.pdu(), 0, frame, 1, request.pdu().length);
        Crc16.seal(frame);
        return new Exchange() {

            @Override
            public byte[] frame() {
                return frame;
            }

            @Override
            public Optional<byte[]> decode(byte[] received) throws DeviceException {
                return answer(request, received);
            }

            @Override
            public Optional<Duration> longestPause() {
                return PAUSE;
            }
        };
    }

    private static Optional<byte[]> answer(Request request, byte[] received) throws DeviceException {
        BadFrameException broken = null;
        boolean more = false;
        for (int start = 0; start < received.length && start <= NOISE; start++) {
            if ((received[start] & 0xFF) != request.unit() || !request.begins(received, start + 1)) {
                continue;
            }
            int length = length(request, received, start);
            if (start + length > received.length) {
                more = true;
            } else if (Crc16.fits(received, start, length)) {
                return Optional.of(Arrays.copyOfRange(received, start + 1, start + length - 2));
            } else if (broken == null) {
                broken = new BadFrameException("the answer is broken (CRC)");
            }
        }
        if (!more && broken != null) {
            throw broken;
        }
        if (!more && received.length > NOISE) {
            throw new BadFrameException("what came is no answer, it begins with " + hex(received));
        }
        return Optional.empty();
    }

    private static int length(Request request, byte[] received, int start) {
        boolean exception = received.length > start + 1 && received[start + 1] < 0;
        return 3 + (exception ? 2 : request.answerLength());
    }

    /** The first bytes, for who knows the device. */
    static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, NOISE); i++) {
            hex.append(i == 0 ? "" : " ").append(String.format("%02X", bytes[i]));
        }
        return hex.toString();
    }
}
