// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.openevse;

import io.gatewatt.transport.serial.SerialLine;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Hears what OpenEVSE tells by itself: {@code $AT} that its state has changed, {@code $AB} that it has started. */
final class Unasked implements SerialLine.Listener {

    private static final int LONGEST = 256;

    private final Runnable changed;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Unasked(Runnable changed) {
        this.changed = changed;
    }

    @Override
    public void received(byte[] bytes) {
        for (byte b : bytes) {
            line.write(b);
            if (b == '\r') {
                Rapi.lines(line.toByteArray()).forEach(this::take);
                line.reset();
            } else if (line.size() > LONGEST) {
                line.reset();
            }
        }
    }

    private void take(String text) {
        List<String> words = Rapi.words(text);
        String kind = words.isEmpty() ? "" : words.get(0);
        if (kind.equals("$AB") || kind.equals("$AT")) {
            changed.run();
        }
    }

    @Override
    public void opened() {
        line.reset();
        changed.run();
    }
}
