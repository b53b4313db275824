// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.openevse;

import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.DeviceFault.Kind;
import io.gatewatt.measure.PilotState;
import java.util.List;
import java.util.Map;

/**
 * What OpenEVSE says of itself in answer to {@code $GS}.
 *
 * @param state its own state: 1 to 4 are A to D, above are faults, FE sleeping, FF disabled, 0 when it has just been started or enabled
 * @param pilot state of the pilot alone, 1 to 4; a board that sleeps still sees the vehicle
 */
record OpenEvseState(int state, int pilot) {

    private static final int STARTING = 0;
    private static final int SLEEPING = 0xFE;
    private static final int DISABLED = 0xFF;
    private static final int STUCK = 8;
    private static final int CHARGING = 3;
    private static final int VENTILATED = 4;
    private static final int WORDS = 3;
    private static final int HEX = 16;

    private static final Map<Integer, DeviceFault> FAULTS = Map.of(
            5, fault(Kind.EV_COMMUNICATION, "05", "diode check failed"),
            6, fault(Kind.GROUND, "06", "residual current"),
            7, fault(Kind.GROUND, "07", "no ground"),
            8, fault(Kind.POWER_SWITCH, "08", "relay is stuck"),
            9, fault(Kind.GROUND, "09", "self-test of the residual current device failed"),
            0xA, fault(Kind.HIGH_TEMPERATURE, "0A", "over temperature"),
            0xB, fault(Kind.OVER_CURRENT, "0B", "over current"),
            0xE, fault(Kind.POWER_SWITCH, "0E", "relay does not close"));

    private static DeviceFault fault(Kind kind, String code, String info) {
        return new DeviceFault(kind, code, info, true);
    }

    /** @throws DeviceException when these are no words of a {@code $GS} */
    static OpenEvseState of(List<String> words) throws DeviceException {
        try {
            if (words.size() < WORDS) {
                throw new NumberFormatException("three numbers expected");
            }
            return new OpenEvseState(Integer.parseInt(words.get(0), HEX), Integer.parseInt(words.get(2), HEX));
        } catch (NumberFormatException e) {
            throw new DeviceException("OpenEVSE answers " + words + " when asked for its state: " + e.getMessage(), e);
        }
    }

    /** Whether it neither offers nor delivers energy because it was told so. */
    boolean asleep() {
        return state == SLEEPING || state == DISABLED;
    }

    /** Whether it has found something wrong. */
    boolean faulty() {
        return FAULTS.containsKey(state);
    }

    /** The report of the connector. */
    ConnectorReport report() throws DeviceException {
        if (faulty()) {
            return new ConnectorReport(letter(pilot, PilotState.E), true, state == STUCK, List.of(FAULTS.get(state)));
        }
        int shown = asleep() || state == STARTING ? pilot : state;
        PilotState letter = letter(shown, null);
        if (letter == null) {
            throw new DeviceException(
                    String.format("OpenEVSE shows state %02X, pilot %02X, which are not known", state, pilot));
        }
        return new ConnectorReport(letter, true, state == CHARGING || state == VENTILATED, List.of());
    }

    private static PilotState letter(int number, PilotState otherwise) {
        return number >= 1 && number <= VENTILATED
                ? PilotState.valueOf(String.valueOf((char) ('A' + number - 1)))
                : otherwise;
    }
}
