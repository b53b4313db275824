// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;

/** Accepts any WebSocket with the sub-protocol it likes, asked for or not. */
final class SwitchingServer implements AutoCloseable {

    /** Counted down when the visitor has closed its end. */
    final CountDownLatch left = new CountDownLatch(1);

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

    SwitchingServer(String subProtocol) throws IOException {
        Thread thread = new Thread(() -> serve(subProtocol), "switching");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(String subProtocol) {
        try (Socket socket = server.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String key = "";
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:")) {
                    key = line.substring(line.indexOf(':') + 1).strip();
                }
            }
            byte[] accepted = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(accepted);
            String answer =
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                            + Base64.getEncoder().encodeToString(hash) + "\r\n"
                            + (subProtocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subProtocol + "\r\n") + "\r\n";
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            while (in.read() >= 0) {
                // Whatever the station says, until it goes.
            }
            left.countDown();
        } catch (IOException | GeneralSecurityException e) {
            // Closed, by one of the two.
        }
    }

    String url() {
        return "ws://127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
