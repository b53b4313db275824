// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Upgrades every WebSocket request with a sub-protocol nobody asked for, or none, as no well-made server does, and notes what then comes. */
public final class RawDoor implements AutoCloseable {

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int CLOSE = 8;

    private final ServerSocket server = new ServerSocket();
    private final String subProtocol;
    private final List<Visit> visits = new CopyOnWriteArrayList<>();

    /**
     * Somebody came.
     *
     * @param at when
     * @param opcode of the first WebSocket frame; 8 is a good-bye, -1 the end of the connection without one
     */
    public record Visit(Instant at, int opcode) {}

    /** Listens on this loopback port; an empty sub-protocol means none is told. */
    public RawDoor(int port, String subProtocol) throws IOException {
        this.subProtocol = subProtocol;
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread thread = new Thread(this::serve, "raw-door");
        thread.setDaemon(true);
        thread.start();
    }

    /** All that came so far, each once it has said something or left. */
    public List<Visit> visits() {
        return visits;
    }

    /** Whether a visit ended as it should: with a good-bye, or without a word. */
    public static boolean left(Visit visit) {
        return visit.opcode() == CLOSE || visit.opcode() < 0;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                Instant at = Instant.now();
                socket.setSoTimeout(10_000);
                upgrade(socket);
                int first = socket.getInputStream().read();
                visits.add(new Visit(at, first < 0 ? first : first & 0x0f));
            } catch (IOException e) {
                // Closed: the test is over, or the visitor went away.
            }
        }
    }

    private void upgrade(Socket socket) throws IOException {
        BufferedReader request =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1), 1);
        String key = "";
        for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(key) + "\r\n"
                + (subProtocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subProtocol + "\r\n") + "\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
