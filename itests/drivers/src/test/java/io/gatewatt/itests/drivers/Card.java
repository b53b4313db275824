// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.drivers;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/** Cards, as readers tell of them. */
final class Card {

    private Card() {}

    /** The frame of an RDM6300: STX, ten hex digits, their check sum, ETX. */
    static byte[] em4100(String id) {
        return ("\u0002" + id + sum(id) + "\u0003").getBytes(StandardCharsets.US_ASCII);
    }

    /** The frame of an ID-12, which ends its line before the ETX. */
    static byte[] id12(String id) {
        return ("\u0002" + id + sum(id) + "\r\n\u0003").getBytes(StandardCharsets.US_ASCII);
    }

    private static String sum(String id) {
        int sum = 0;
        for (byte b : HexFormat.of().parseHex(id)) {
            sum ^= b;
        }
        return String.format("%02X", sum & 0xFF);
    }

    /** A PC/SC service with one virtual terminal; skips the test when it cannot be had. */
    static Terminal terminal(Path folder) {
        Debian.needCards();
        return new Terminal(
                Peer.program("unshare", "--net", Peer.script("vpcd.sh").toString(), folder.toString()));
    }

    /** The virtual terminal. */
    record Terminal(Peer peer) implements AutoCloseable {

        /** Puts a card with this unique id in. */
        void show(String uid) {
            peer.say("show " + uid);
        }

        /** Takes the card away. */
        void take() {
            peer.say("take");
        }

        @Override
        public void close() {
            peer.close();
        }
    }
}
