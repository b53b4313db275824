// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.wedge;

import io.gatewatt.driver.contract.Configuration;
import io.gatewatt.driver.contract.ReaderContract;
import io.gatewatt.driver.contract.SimulatedDevice;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class KeyboardContractTest extends ReaderContract<KeyboardReader> {

    @TempDir
    Path folder;

    private Keyboard keyboard;
    private final Map<KeyboardReader, Path> files = new HashMap<>();

    @Override
    public KeyboardReader start() {
        Path file = keyboard.file();
        KeyboardReader driver =
                new KeyboardReader(Configuration.of(KeyboardReader.Settings.class, Map.of("file", file.toString())));
        files.put(driver, file);
        return driver;
    }

    @Override
    public void stop(KeyboardReader driver) {
        driver.close();
        keyboard.left(files.remove(driver));
    }

    @Override
    public SimulatedDevice device() {
        if (keyboard == null) {
            keyboard = new Keyboard(folder);
        }
        return keyboard;
    }

    @Override
    protected void present(int card) {
        keyboard.type("001059705" + card);
    }

    /** It types a card once. */
    @Override
    protected void remove() {}
}
