// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusio;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.contract.Configuration;
import io.gatewatt.driver.contract.SimulatedBus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both kinds of input: of mains and of a door. */
class ModbusInputTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimulatedBus bus = new SimulatedBus();
    private final SimulatedBus.Unit module = bus.unit(1).discrete(5, false);
    private final AtomicInteger told = new AtomicInteger();

    private ModbusPowerFailInput mains(boolean inverted) {
        return new ModbusPowerFailInput(
                bus,
                Configuration.of(
                        ModbusPowerFailInput.Settings.class, Map.of("unit", 1, "input", 5, "inverted", inverted)));
    }

    private ModbusTamperSwitch door(int unit, int input, boolean inverted) {
        return new ModbusTamperSwitch(
                bus,
                Configuration.of(
                        ModbusTamperSwitch.Settings.class, Map.of("unit", unit, "input", input, "inverted", inverted)));
    }

    private void told(int times) {
        await().atMost(PATIENCE).untilAsserted(() -> assertEquals(times, told.get()));
    }

    /** Waits until the inputs were looked at so many times more. */
    private void looked(int times) {
        int from = bus.requests();
        await().atMost(PATIENCE).until(() -> bus.requests() >= from + times);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void mainsThatFailsIsToldOnceEachTime(boolean inverted) throws Exception {
        module.discrete(5, inverted);
        ModbusPowerFailInput driver = mains(inverted);
        driver.listen(told::incrementAndGet);
        looked(2);
        told(0);
        module.discrete(5, !inverted);
        told(1);
        looked(2);
        module.discrete(5, inverted);
        looked(2);
        told(1);
        module.discrete(5, !inverted);
        told(2);
        driver.close();
    }

    @Test
    void whoListensLateIsToldThatMainsIsGone() throws Exception {
        module.discrete(5, true);
        ModbusPowerFailInput driver = mains(false);
        looked(2);
        driver.listen(told::incrementAndGet);
        told(1);
        driver.close();
    }

    @Test
    void aModuleThatIsAwayForAWhileIsNoMainsFailure() throws Exception {
        ModbusPowerFailInput driver = mains(false);
        driver.listen(told::incrementAndGet);
        bus.vanish();
        looked(2);
        told(0);
        bus.comeBack();
        module.discrete(5, true);
        told(1);
        driver.close();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void aDoorIsOpenOrShut(boolean on, boolean inverted) throws DeviceException {
        module.discrete(5, on);
        ModbusTamperSwitch driver = door(1, 5, inverted);
        assertEquals(on != inverted, driver.open());
        bus.vanish();
        assertThrows(DeviceException.class, driver::open);
        driver.close();
    }

    @Test
    void aDoorThatOpensOrShutsIsAHint() throws Exception {
        ModbusTamperSwitch driver = door(1, 5, false);
        AutoCloseable listening = driver.onChange(told::incrementAndGet);
        module.discrete(5, true);
        told(1);
        module.discrete(5, false);
        told(2);
        listening.close();
        module.discrete(5, true);
        looked(2);
        told(2);
        driver.close();
    }

    @Test
    void noThreadIsLeft() {
        ModbusTamperSwitch driver = door(1, 5, false);
        looked(1);
        assertTrue(looking());
        driver.close();
        await().atMost(PATIENCE).until(() -> !looking());
        assertFalse(looking());
    }

    private static boolean looking() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("input-"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5, unit is 0; 1..247 expected",
        "248, 5, unit is 248; 1..247 expected",
        "1, -1, input is -1; 0..65535 expected"
    })
    void badSettingsAreToldInWords(int unit, int input, String words) {
        assertEquals(
                words,
                assertThrows(IllegalArgumentException.class, () -> door(unit, input, false))
                        .getMessage());
    }
}
