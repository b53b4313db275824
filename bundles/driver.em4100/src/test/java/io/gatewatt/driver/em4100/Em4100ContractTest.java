// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.em4100;

import static org.awaitility.Awaitility.await;

import io.gatewatt.driver.contract.Configuration;
import io.gatewatt.driver.contract.ReaderContract;
import io.gatewatt.driver.contract.SimulatedDevice;
import io.gatewatt.driver.contract.SimulatedLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class Em4100ContractTest extends ReaderContract<Em4100Reader> {

    /** With CR LF, as ID-12 sends them, and without, as RDM6300 does. */
    private static final List<String> FRAMES =
            List.of("\002010203040501\3", "\0020A005BC12FBF\r\n\3", "\0025A00D58BF0F4\3");

    private final SimulatedLine line = new SimulatedLine();

    @Override
    public Em4100Reader start() {
        return new Em4100Reader(line, Configuration.of(Em4100Reader.Settings.class, Map.of()));
    }

    @Override
    public void stop(Em4100Reader driver) throws Exception {
        driver.close();
    }

    @Override
    public SimulatedDevice device() {
        return line;
    }

    @Override
    protected void present(int card) {
        for (int i = 0; i < 3; i++) {
            line.push(FRAMES.get(card).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Without frames for longer than a reader pauses between two. */
    @Override
    protected void remove() {
        await().during(Em4100Reader.AWAY.plus(Duration.ofMillis(200))).until(() -> true);
    }
}
