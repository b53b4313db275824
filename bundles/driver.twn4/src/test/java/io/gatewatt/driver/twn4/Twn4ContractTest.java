// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.twn4;

import static org.awaitility.Awaitility.await;

import io.gatewatt.driver.contract.Configuration;
import io.gatewatt.driver.contract.ReaderContract;
import io.gatewatt.driver.contract.SimulatedDevice;
import io.gatewatt.driver.contract.SimulatedLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class Twn4ContractTest extends ReaderContract<Twn4Reader> {

    private static final String NO_TAG = "0000\r";
    /** ISO 14443 A with 7 bytes, with 4, and EM4102 with 5. */
    private static final List<String> TAGS =
            List.of("0001803807" + "04A1B2C3D4E5F6\r", "0001802004" + "DD17380A\r", "0001402805" + "0A005BC12F\r");

    private volatile String answer = NO_TAG;
    private final SimulatedLine line = new SimulatedLine(
            request -> (new String(request, StandardCharsets.US_ASCII).equals("050010\r") ? answer : "01\r")
                    .getBytes(StandardCharsets.US_ASCII));

    @Override
    public Twn4Reader start() {
        return new Twn4Reader(line, Configuration.of(Twn4Reader.Settings.class, Map.of()));
    }

    @Override
    public void stop(Twn4Reader driver) {
        driver.close();
    }

    @Override
    public SimulatedDevice device() {
        return line;
    }

    @Override
    protected void present(int card) {
        answer = TAGS.get(card);
        int asked = line.requests();
        await().until(() -> line.requests() > asked + 3);
    }

    /** Not found for longer than a card at the edge of the field. */
    @Override
    protected void remove() {
        answer = NO_TAG;
        await().during(Twn4Reader.AWAY.plus(Duration.ofMillis(200))).until(() -> true);
    }
}
