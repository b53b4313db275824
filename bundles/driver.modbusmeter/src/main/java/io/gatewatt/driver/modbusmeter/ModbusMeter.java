// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import io.gatewatt.transport.modbus.Registers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One meter: registers to quantities, by its map. Only reads. */
final class ModbusMeter implements EnergyMeter {

    /** What a quantity is when it flows the other way. */
    private static final Map<Quantity, Quantity> REVERSED = Map.of(
            Quantity.POWER_ACTIVE_IMPORT, Quantity.POWER_ACTIVE_EXPORT,
            Quantity.POWER_REACTIVE_IMPORT, Quantity.POWER_REACTIVE_EXPORT,
            Quantity.CURRENT_IMPORT, Quantity.CURRENT_EXPORT);

    /** More than any register counts, Wh: words in the wrong order, or a wrong type. */
    private static final double NONSENSE_WH = 1e13;

    private final MeterMap map;
    private final List<MeterMap.Block> blocks;
    private final Wire wire;
    private final String name;
    private final String standIn;
    private volatile MeterIdentity identity;
    private int base;
    /** Nobody has been asked yet, or the last sample failed: who answers next may be another meter. */
    private boolean doubtful = true;

    private boolean introduced;

    /**
     * A meter that is not asked yet.
     *
     * @param name of the device
     * @param standIn serial number where the map knows none
     */
    ModbusMeter(String name, MeterMap map, Wire wire, String standIn) {
        this.name = name;
        this.map = map;
        this.blocks = map.blocks();
        this.wire = wire;
        this.standIn = standIn;
        this.identity = new MeterIdentity(map.maker(), map.model(), standIn);
    }

    /** Whether the meter must be asked before it is known. */
    boolean mustBeAsked() {
        return map.identification() != null || map.serial() != null || map.sunspec() != null;
    }

    /**
     * Asks the meter who it is.
     *
     * @throws DeviceException when it is silent, or another model than the map's
     */
    void introduce() throws DeviceException {
        identity = ask();
        introduced = true;
        doubtful = false;
    }

    private MeterIdentity ask() throws DeviceException {
        MeterMap.Identification wanted = map.identification();
        if (wanted != null) {
            int code =
                    wire.read(function(wanted.function()), wanted.address(), 1).u16(0);
            if (code < wanted.from() || code > wanted.to()) {
                throw new DeviceException(
                        name + ": the meter at " + wire + " identifies itself by " + code + ", which is no "
                                + map.maker() + " " + map.model() + " (" + wanted.from() + ".." + wanted.to()
                                + "); choose the map of its model");
            }
        }
        if (map.sunspec() != null) {
            SunSpec found = SunSpec.find(wire, map.sunspec());
            base = found.base();
            return new MeterIdentity(
                    or(found.identity().maker(), map.maker()),
                    or(found.identity().model(), map.model()),
                    or(found.identity().serial(), standIn));
        }
        return new MeterIdentity(map.maker(), map.model(), map.serial() == null ? standIn : or(serial(), standIn));
    }

    private String serial() throws DeviceException {
        MeterMap.Serial at = map.serial();
        Registers read = wire.read(function(at.function()), at.address(), at.count());
        return at.type() == MeterMap.Serial.Form.ASCII
                ? read.ascii(0, at.count())
                : Long.toUnsignedString(Order.ABCD.bits(read, 0, at.count()));
    }

    private int function(Integer own) {
        return own == null ? map.function() : own;
    }

    private static String or(String text, String other) {
        return text.isEmpty() ? other : text;
    }

    @Override
    public MeterIdentity identity() {
        return identity;
    }

    @Override
    public MeterReading read() throws DeviceException {
        if (doubtful) {
            recognise();
        }
        doubtful = true;
        double importWh = Double.NaN;
        List<Measured> values = new ArrayList<>();
        for (MeterMap.Block block : blocks) {
            Registers read = wire.read(map.function(), base + block.address(), block.count());
            for (Register register : block.registers()) {
                double value = register.value(read, block.address(), map);
                if (register.quantity() == Quantity.ENERGY_ACTIVE_IMPORT && register.phase() == Phase.ALL) {
                    importWh = value;
                } else if (Double.isFinite(value)) {
                    add(values, register, value);
                }
            }
        }
        doubtful = false;
        if (!(importWh >= 0 && importWh < NONSENSE_WH)) {
            throw new DeviceException(name + ": the meter at " + wire + " says " + importWh
                    + " Wh for its import register; check that it is a " + map.maker() + " " + map.model()
                    + ", and the order of the words");
        }
        return new MeterReading(Math.round(importWh), values);
    }

    /** At first, and after a silence: told once when another meter answers, and then it is this one. */
    private void recognise() throws DeviceException {
        MeterIdentity before = identity;
        boolean another = introduced;
        introduce();
        if (another && !before.equals(identity)) {
            throw new DeviceException(name + ": another meter answers at " + wire + ": " + identity.maker() + " "
                    + identity.model() + " " + identity.serial() + " instead of " + before.serial());
        }
    }

    private void add(List<Measured> values, Register register, double value) {
        Quantity reversed = REVERSED.get(register.quantity());
        if (value < 0 && reversed != null) {
            values.add(new Measured(register.quantity(), register.phase(), 0));
            if (!map.has(reversed, register.phase())) {
                values.add(new Measured(reversed, register.phase(), -value));
            }
        } else {
            values.add(new Measured(register.quantity(), register.phase(), value));
        }
    }
}
