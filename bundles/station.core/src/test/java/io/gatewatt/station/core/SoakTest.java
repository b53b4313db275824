// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.PilotState;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.SessionRules;
import io.gatewatt.station.StopReason;
import io.gatewatt.station.TransactionSnapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People, cars, drivers and power cuts by chance; whatever they do, the books are right. */
class SoakTest {

    private static final String[] TOKENS = {"T1", "T2", "G1", "G2", "TX"};

    private Random random;
    private Rig rig;
    private final Map<String, TransactionSnapshot> begun = new HashMap<>();
    private final Map<String, TransactionSnapshot> ended = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void soak(long seed) {
        random = new Random(seed);
        rig = new Rig(random.nextBoolean());
        for (int i = 0; i < 300; i++) {
            act();
            check();
        }
        calm();
        check();
        assertTrue(begun.size() > 2, "something happened: " + begun.size());
        assertEquals(begun.keySet(), ended.keySet(), "whatever began has ended");
        rig.does(() -> Set.copyOf(ended.keySet()).forEach(rig.station::settle));
        assertTrue(rig.transactions().isEmpty());
        assertEquals(ConnectorStatus.AVAILABLE, rig.status(1));
        assertEquals(ConnectorStatus.AVAILABLE, rig.status(2));
    }

    private void act() {
        int connector = 1 + random.nextInt(2);
        FakeHardware hardware = rig.hardware[connector];
        switch (random.nextInt(20)) {
            case 0, 1 -> rig.plug(connector);
            case 2 -> pull(hardware);
            case 3, 4, 5 -> rig.show(TOKENS[random.nextInt(TOKENS.length)]);
            case 6 -> rig.does(() -> rig.station.start(connector, new IdToken("R")));
            case 7 -> rig.does(() -> rig.station.stopAll(StopReason.REMOTE));
            case 8 -> rig.does(() -> rig.station.unlock(connector));
            case 9 -> hardware.car(random.nextBoolean() ? PilotState.B : PilotState.C);
            case 10 -> hardware.fault(new DeviceFault(DeviceFault.Kind.GROUND, "", "", random.nextBoolean()));
            case 11 -> hardware.noFault();
            case 12 -> hardware.lockFails = !hardware.lockFails;
            case 13 -> hardware.meterSilent = !hardware.meterSilent;
            case 14 -> swapMeter(connector, random.nextInt(4));
            case 15 -> swapBoard(connector, random.nextInt(4));
            case 16 ->
                rig.does(() -> rig.station.rules(
                        new SessionRules(Duration.ofSeconds(20), random.nextBoolean(), random.nextBoolean())));
            case 17 -> crash();
            default -> rig.seconds(1 + random.nextInt(40));
        }
        rig.loop.run();
    }

    /** A cable that is held stays in the socket. */
    private void pull(FakeHardware hardware) {
        hardware.unplugVehicle();
        if (!rig.fixedCable && !hardware.bolt) {
            hardware.unplug();
        }
    }

    private void swapMeter(int connector, int gap) {
        EnergyMeter next = rig.hardware[connector].new Meter();
        rig.does(() -> rig.station.device(connector, Ports.METER, rig.meters[connector], false));
        rig.seconds(gap);
        if (random.nextInt(5) == 0) {
            rig.hardware[connector].serial = "M" + random.nextInt(3);
            rig.hardware[connector].registerWh = random.nextInt(5000);
        }
        rig.does(() -> rig.station.device(connector, Ports.METER, next, true));
        rig.meters[connector] = next;
    }

    private void swapBoard(int connector, int gap) {
        ConnectorController next = rig.hardware[connector].new Board();
        rig.does(() -> rig.station.device(connector, Ports.CONTROLLER, rig.boards[connector], false));
        rig.seconds(gap);
        rig.does(() -> rig.station.device(connector, Ports.CONTROLLER, next, true));
        rig.boards[connector] = next;
    }

    private void crash() {
        rig.crash();
        for (TransactionSnapshot tx : rig.transactions()) {
            boolean over = tx.end().isPresent() || rig.hardware[tx.connector()].offered == 0;
            assertTrue(over, "energy after a power cut: " + tx);
        }
    }

    /** Everything works, everybody goes. */
    private void calm() {
        for (int connector = 1; connector <= 2; connector++) {
            FakeHardware hardware = rig.hardware[connector];
            hardware.lockFails = false;
            hardware.meterSilent = false;
            hardware.noFault();
        }
        rig.seconds(70);
        rig.does(() -> rig.station.stopAll(StopReason.REMOTE));
        rig.seconds(40);
        rig.does(() -> {
            rig.station.unlock(1);
            rig.station.unlock(2);
        });
        rig.seconds(5);
        for (int connector = 1; connector <= 2; connector++) {
            pull(rig.hardware[connector]);
            rig.hardware[connector].station = rig.fixedCable;
        }
        rig.seconds(5);
    }

    private void check() {
        rig.told();
        for (TransactionSnapshot tx : rig.transactions()) {
            TransactionSnapshot first = begun.putIfAbsent(tx.key(), tx);
            if (first != null) {
                assertEquals(first.startWh(), tx.startWh());
                assertEquals(first.startedAt(), tx.startedAt());
            }
            if (tx.end().isPresent()) {
                TransactionSnapshot before = ended.putIfAbsent(tx.key(), tx);
                assertEquals(before == null ? tx : before, tx, "an end does not change");
                assertTrue(tx.end().get().stopWh() >= tx.startWh());
                assertTrue(!tx.end().get().at().isBefore(tx.startedAt()));
            }
        }
        for (int connector = 1; connector <= 2; connector++) {
            int number = connector;
            FakeHardware hardware = rig.hardware[connector];
            Optional<String> running =
                    rig.station.snapshot().connectors().get(number).transaction();
            assertTrue(hardware.offered == 0 || running.isPresent(), "energy without a transaction at " + number);
            if (rig.status(number) == ConnectorStatus.CHARGING) {
                assertTrue(running.isPresent(), "charging without a transaction");
            }
        }
        begun.keySet()
                .forEach(key -> assertTrue(
                        ended.containsKey(key)
                                || rig.station.snapshot().transaction(key).isPresent(),
                        "a transaction was lost: " + key));
    }
}
