// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.transport.modbus.Registers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a SunSpec device keeps a model. It writes "SunS" at 40000, 50000 or 0; models follow, each with its number and length, the first being the
 * common one with the names; 0xFFFF ends them (SunSpec Device Information Model Specification, chapter 6; common model 1).
 *
 * @param base address of the model's ID word
 * @param identity who the device says it is
 */
record SunSpec(int base, MeterIdentity identity) {

    private static final List<Integer> BASES = List.of(40000, 50000, 0);
    private static final long MARK = 0x53756E53;
    private static final int HOLDING = 3;
    private static final int COMMON = 1;
    private static final int COMMON_COUNT = 66;
    private static final int END = 0xFFFF;
    private static final int MODELS = 100;

    /** Looks for a model. */
    static SunSpec find(Wire wire, int model) throws DeviceException {
        DeviceException silence = null;
        for (int base : BASES) {
            try {
                if (wire.read(HOLDING, base, 2).u32(0) != MARK) {
                    continue;
                }
            } catch (DeviceException e) {
                silence = e;
                continue;
            }
            return walk(wire, base + 2, model);
        }
        throw silence != null
                ? silence
                : new DeviceException(
                        wire + " is no SunSpec device: no \"SunS\" at 40000, 50000 or 0; choose another map");
    }

    private static SunSpec walk(Wire wire, int first, int wanted) throws DeviceException {
        MeterIdentity identity = new MeterIdentity("", "", "");
        Set<Integer> seen = new TreeSet<>();
        int at = first;
        for (int i = 0; i < MODELS && at < END; i++) {
            Registers head = wire.read(HOLDING, at, 2);
            int model = head.u16(0);
            if (model == wanted) {
                return new SunSpec(at, identity);
            }
            if (model == END) {
                break;
            }
            if (model == COMMON) {
                Registers common = wire.read(HOLDING, at, COMMON_COUNT);
                identity = new MeterIdentity(common.ascii(2, 16), common.ascii(18, 16), common.ascii(50, 16));
            }
            seen.add(model);
            at += 2 + head.u16(1);
        }
        throw new DeviceException(
                wire + " has no SunSpec model " + wanted + ", but " + seen + "; choose the map of one of these");
    }
}
