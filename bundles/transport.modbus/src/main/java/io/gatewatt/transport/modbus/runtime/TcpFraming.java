// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import io.gatewatt.driver.DeviceException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Modbus over TCP (Modbus Messaging on TCP/IP 1.0b, section 3.1.3): transaction, protocol 0, length, unit, function and data. */
final class TcpFraming implements Framing {

    private static final int HEADER = 7;

    /** So many answers that came too late are remembered: a gateway may still bring them. */
    private static final int LATE = 64;

    private final Set<Integer> late = new LinkedHashSet<>();
    private int last;

    @Override
    public Exchange begin(Request request) {
        last = last + 1 & 0xFFFF;
        int transaction = last;
        byte[] frame = ByteBuffer.allocate(HEADER + request.pdu().length)
                .putShort((short) transaction)
                .putShort((short) 0)
                .putShort((short) (1 + request.pdu().length))
                .put((byte) request.unit())
                .put(request.pdu())
                .array();
        return new Exchange() {

            @Override
            public byte[] frame() {
                return frame;
            }

            @Override
            public Optional<byte[]> decode(byte[] received) throws DeviceException {
                return answer(request, transaction, received);
            }

            @Override
            public void givenUp() {
                late.add(transaction);
                if (late.size() > LATE) {
                    late.remove(late.iterator().next());
                }
            }
        };
    }

    private Optional<byte[]> answer(Request request, int transaction, byte[] received) throws DeviceException {
        for (int start = 0; received.length - start >= HEADER; ) {
            ByteBuffer header = ByteBuffer.wrap(received, start, HEADER);
            int id = header.getShort() & 0xFFFF;
            int protocol = header.getShort();
            int length = header.getShort() & 0xFFFF;
            int unit = header.get() & 0xFF;
            if (protocol != 0 || length < 3 || length > 254) {
                throw new BadFrameException("what came is no Modbus TCP, it begins with " + RtuFraming.hex(received));
            }
            int end = start + HEADER - 1 + length;
            if (id != transaction && late.contains(id)) {
                start = end; // its header is enough to know that it is not ours
                continue;
            }
            if (id != transaction || unit != request.unit()) {
                throw new BadFrameException("the answer belongs to another request: transaction " + id + " of unit "
                        + unit + ", not " + transaction + " of unit " + request.unit());
            }
            if (end > received.length) {
                return Optional.empty();
            }
            byte[] pdu = Arrays.copyOfRange(received, start + HEADER, end);
            int expected = pdu[0] < 0 ? 2 : request.answerLength();
            if (!request.begins(pdu, 0) || pdu.length != expected) {
                throw new BadFrameException("the answer does not fit the request: " + RtuFraming.hex(pdu));
            }
            return Optional.of(pdu);
        }
        return Optional.empty();
    }
}
