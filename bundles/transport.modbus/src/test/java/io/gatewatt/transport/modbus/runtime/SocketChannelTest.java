// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.DeviceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bus over TCP and a server that misbehaves. Each request is 12 bytes (TCP) or 8 (RTU over TCP). */
@Timeout(30)
class SocketChannelTest {

    /** What the server does with one connection. */
    private interface Play {
        void on(Socket client, int connection) throws IOException;
    }

    private final AtomicInteger connections = new AtomicInteger();
    private ServerSocket server;
    private QueuedBus bus;

    @AfterEach
    void stop() throws IOException {
        bus.stop();
        if (server != null) {
            server.close();
        }
    }

    private void serve(boolean tcp, int timeout, Play play) throws IOException {
        int port = Peer.freePort();
        server = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            while (true) {
                try {
                    Socket client = server.accept();
                    int number = connections.incrementAndGet();
                    Thread serving = new Thread(() -> {
                        try (client) {
                            play.on(client, number);
                        } catch (IOException e) {
                            // the bus hung up
                        }
                    });
                    serving.setDaemon(true);
                    serving.start();
                } catch (IOException e) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        bus(tcp, timeout, port);
    }

    private void bus(boolean tcp, int timeout, int port) {
        bus = new QueuedBus(
                "b",
                new QueuedBus.Rules(timeout, 0, 1, 247),
                tcp ? new TcpFraming() : new RtuFraming(),
                new SocketChannel("b", "127.0.0.1", port, !tcp));
        bus.start();
    }

    private int read() throws DeviceException {
        return bus.readInput(1, 0, 1).u16(0);
    }

    private String failure() {
        return assertThrows(DeviceException.class, this::read).getMessage();
    }

    /** The answer to the request that comes next; a transaction of -1 is that of the request. */
    private static void answer(Socket client, int transaction, int value) throws IOException {
        byte[] request = hear(client, 12);
        byte[] answer = answered(request, value);
        if (transaction >= 0) {
            answer[0] = (byte) (transaction >> 8);
            answer[1] = (byte) transaction;
        }
        client.getOutputStream().write(answer);
    }

    private static byte[] hear(Socket client, int count) throws IOException {
        InputStream in = client.getInputStream();
        byte[] heard = in.readNBytes(count);
        if (heard.length < count) {
            throw new IOException("the bus hung up");
        }
        return heard;
    }

    @Test
    void aForeignTransactionEndsTheConnectionAndTheNextOneServes() throws Exception {
        serve(true, 1000, (client, connection) -> {
            answer(client, connection == 1 ? 999 : -1, 7);
            answer(client, -1, 8);
        });
        assertEquals(7, read());
        assertEquals(2, connections.get());
        assertEquals(8, read());
        assertEquals(2, connections.get());
    }

    @Test
    void aConnectionThatTheServerClosedMeanwhileIsMadeAnewUnnoticed() throws Exception {
        serve(true, 1000, (client, connection) -> answer(client, -1, connection));
        assertEquals(1, read());
        assertEquals(2, read());
        assertEquals(3, read());
    }

    @Test
    void aServerThatAlwaysHangsUpIsTold() throws Exception {
        serve(true, 1000, (client, connection) -> hear(client, 12));
        assertTrue(failure().endsWith("broke: closed by the other side"), this::failure);
    }

    @Test
    void aConnectionOnWhichNothingIsAnsweredIsMadeAnew() throws Exception {
        serve(true, 100, (client, connection) -> {
            if (connection == 1) {
                hear(client, 1000);
            }
            answer(client, -1, 7);
        });
        for (int i = 0; i < 3; i++) {
            assertTrue(failure().contains("no answer within 100 ms"));
        }
        assertEquals(7, bus.readInput(2, 0, 1).u16(0));
        assertEquals(2, connections.get());
    }

    @Test
    void anAnswerThatComesTooLateIsNotTakenForTheNext() throws Exception {
        serve(true, 300, (client, connection) -> {
            byte[] first = hear(client, 12);
            byte[] second = hear(client, 12); // only now the first is answered
            client.getOutputStream().write(answered(first, 1));
            client.getOutputStream().write(answered(second, 2));
            hear(client, 1);
        });
        assertTrue(failure().contains("no answer within 300 ms"));
        assertEquals(2, read());
        assertEquals(1, connections.get());
    }

    private static byte[] answered(byte[] request, int value) {
        byte[] answer = Hex.bytes("00 00 00 00 00 05 01 04 02 00 00");
        answer[0] = request[0];
        answer[1] = request[1];
        answer[6] = request[6];
        answer[10] = (byte) value;
        return answer;
    }

    @Test
    void rtuOverTcpFindsItsWayBackAfterGarbage() throws Exception {
        serve(false, 2000, (client, connection) -> {
            hear(client, 8);
            client.getOutputStream().write(Hex.bytes("01 04 02 00 07 00 00 55 55 55"));
            for (int i = 0; i < 2; i++) {
                hear(client, 8);
                client.getOutputStream().write(Hex.sealed("01 04 02 00 07"));
            }
        });
        assertEquals(7, read());
        assertEquals(7, read());
        assertEquals(1, connections.get());
    }

    @Test
    void nobodyThereIsToldAtOnceUntilTheNextAttempt() {
        int port = Peer.freePort();
        bus(true, 1000, port);
        String first = failure();
        assertTrue(
                first.endsWith(
                        "no connection to 127.0.0.1:" + port + ": Connection refused; check address, cable and power"),
                first);
        String second = failure();
        assertTrue(second.contains("; next attempt in "), second);
    }

    @Test
    void aHostWithoutAnAddressIsTold() {
        bus = new QueuedBus(
                "b",
                new QueuedBus.Rules(1000, 0, 1, 247),
                new TcpFraming(),
                new SocketChannel("b", "meter.invalid", 502, false));
        bus.start();
        String told = failure();
        assertTrue(
                told.contains("no connection to meter.invalid:502: there is no such host")
                        || told.contains("does not come back"),
                told);
    }
}
