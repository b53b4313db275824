// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.phoenix;

import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.DeviceFault.Kind;
import java.util.Arrays;
import java.util.List;

/**
 * The error register of EV-CC-AC1-M3 (24025, manual 106377_en_04): which bit means what, and whether charging is possible nevertheless. The manual names a bit
 * 16 of this one register, so its lowest bit is bit 1.
 */
enum PhoenixFaults {
    CABLE(2, Kind.OTHER, "13 A cable is refused", true),
    PROXIMITY(3, Kind.OTHER, "proximity contact has no valid value", true),
    PILOT(4, Kind.EV_COMMUNICATION, "control pilot has no valid value", true),
    UNAVAILABLE(5, Kind.INTERNAL, "controller is in state F, not available", true),
    LOCKING(6, Kind.CONNECTOR_LOCK, "bolt did not lock", true),
    /** The cable cannot be taken out, but it could be charged with. */
    UNLOCKING(7, Kind.CONNECTOR_LOCK, "bolt did not unlock", false),
    LOCK_LOST(8, Kind.CONNECTOR_LOCK, "lock feedback lost while charging", true),
    VENTILATION(11, Kind.OTHER, "vehicle asks for ventilation, there is none", true),
    CONTACTOR(12, Kind.POWER_SWITCH, "contactor does not follow", true),
    DIODE(13, Kind.EV_COMMUNICATION, "vehicle has no diode", true),
    RESIDUAL(15, Kind.GROUND, "residual current monitor tripped", true),
    SELF_TEST(16, Kind.GROUND, "self-test of residual current monitor failed", true);

    private final int bit;
    private final Kind kind;
    private final String info;
    private final boolean blocking;

    PhoenixFaults(int bit, Kind kind, String info, boolean blocking) {
        this.bit = bit;
        this.kind = kind;
        this.info = info;
        this.blocking = blocking;
    }

    /** The fault as the station tells it. */
    DeviceFault fault() {
        return new DeviceFault(kind, "24025." + bit, info, blocking);
    }

    /** What the register says; bits without a meaning are passed over. */
    static List<DeviceFault> in(int register) {
        return Arrays.stream(values())
                .filter(known -> (register >> known.bit - 1 & 1) != 0)
                .map(PhoenixFaults::fault)
                .toList();
    }
}
