// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.session;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A meter at the end of a Modbus TCP connection: input registers 0 and 1 are its register in Wh, all others 0. */
final class ModbusServer implements AutoCloseable {

    private static final int READ_INPUT = 4;
    private static final int ANSWER_HEADER = 3;

    private final ServerSocket socket;
    private final AtomicInteger reads = new AtomicInteger();
    private volatile long wattHours;

    ModbusServer(int port, long wattHours) throws IOException {
        this.wattHours = wattHours;
        socket = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "modbus-server");
        thread.setDaemon(true);
        thread.start();
    }

    void shows(long more) {
        wattHours = more;
    }

    /** How often it was read. */
    int reads() {
        return reads.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                daemon(() -> serve(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    /** Modbus Messaging on TCP/IP 1.0b, section 3.1.3: transaction, protocol, length, unit; then function, address, count. */
    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (true) {
                short transaction = in.readShort();
                in.readInt();
                byte unit = in.readByte();
                byte function = in.readByte();
                int address = in.readUnsignedShort();
                int count = in.readUnsignedShort();
                out.writeShort(transaction);
                out.writeShort(0);
                out.writeShort(ANSWER_HEADER + (function == READ_INPUT ? 2 * count : 0));
                out.writeByte(unit);
                out.writeByte(function == READ_INPUT ? function : function | 0x80);
                out.writeByte(function == READ_INPUT ? 2 * count : 1);
                for (int i = address; function == READ_INPUT && i < address + count; i++) {
                    out.writeShort(i > 1 ? 0 : (int) (wattHours >> (i == 0 ? 16 : 0)));
                }
                out.flush();
                reads.incrementAndGet();
            }
        } catch (IOException e) {
            // it hung up
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
