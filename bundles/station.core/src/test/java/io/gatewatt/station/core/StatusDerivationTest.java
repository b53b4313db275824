// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import static io.gatewatt.station.ConnectorStatus.AVAILABLE;
import static io.gatewatt.station.ConnectorStatus.CHARGING;
import static io.gatewatt.station.ConnectorStatus.FAULTED;
import static io.gatewatt.station.ConnectorStatus.FINISHING;
import static io.gatewatt.station.ConnectorStatus.PREPARING;
import static io.gatewatt.station.ConnectorStatus.RESERVED;
import static io.gatewatt.station.ConnectorStatus.SUSPENDED_EV;
import static io.gatewatt.station.ConnectorStatus.SUSPENDED_EVSE;
import static io.gatewatt.station.ConnectorStatus.UNAVAILABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.measure.DeviceFault;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.FaultState;
import io.gatewatt.station.core.Facts.Flow;
import io.gatewatt.station.core.Facts.Session;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Facts in, status out; rows are named as in the transition table of OCPP 1.6, section 4.9. On fake hardware: {@link FaultTest}. */
class StatusDerivationTest {

    /** From and to, as the table allows them; faults aside. */
    private static final Map<ConnectorStatus, Set<ConnectorStatus>> TABLE = new EnumMap<>(Map.of(
            AVAILABLE, EnumSet.of(PREPARING, CHARGING, SUSPENDED_EV, SUSPENDED_EVSE, RESERVED, UNAVAILABLE),
            PREPARING, EnumSet.of(AVAILABLE, CHARGING, SUSPENDED_EV, SUSPENDED_EVSE, FINISHING),
            CHARGING, EnumSet.of(AVAILABLE, SUSPENDED_EV, SUSPENDED_EVSE, FINISHING, UNAVAILABLE),
            SUSPENDED_EV, EnumSet.of(AVAILABLE, CHARGING, SUSPENDED_EVSE, FINISHING, UNAVAILABLE),
            SUSPENDED_EVSE, EnumSet.of(AVAILABLE, CHARGING, SUSPENDED_EV, FINISHING, UNAVAILABLE),
            FINISHING, EnumSet.of(AVAILABLE, PREPARING, UNAVAILABLE),
            RESERVED, EnumSet.of(AVAILABLE, PREPARING, UNAVAILABLE),
            UNAVAILABLE, EnumSet.of(AVAILABLE, PREPARING, CHARGING, SUSPENDED_EV, SUSPENDED_EVSE)));

    private static final List<ConnectorStatus> OCPP_ORDER = List.of(
            AVAILABLE, PREPARING, CHARGING, SUSPENDED_EV, SUSPENDED_EVSE, FINISHING, RESERVED, UNAVAILABLE, FAULTED);

    private static final String ROWS = """
            # row,              before,         operative, reserved, session, plugged, flow,        path
            A2 plugged,         AVAILABLE,      true,  false, NONE,    true,  SETTLING,    PREPARING
            A2 card first,      AVAILABLE,      true,  false, WAITING, false, SETTLING,    PREPARING
            A3,                 AVAILABLE,      true,  false, RUNNING, true,  FLOWING,     CHARGING
            A4,                 AVAILABLE,      true,  false, RUNNING, true,  EV_PAUSED,   SUSPENDED_EV
            A5,                 AVAILABLE,      true,  false, RUNNING, true,  EVSE_PAUSED, SUSPENDED_EVSE
            A7,                 AVAILABLE,      true,  true,  NONE,    false, SETTLING,    RESERVED
            A8,                 AVAILABLE,      false, false, NONE,    false, SETTLING,    UNAVAILABLE
            A8 beats A7,        AVAILABLE,      false, true,  NONE,    false, SETTLING,    UNAVAILABLE
            B1,                 PREPARING,      true,  false, NONE,    false, SETTLING,    AVAILABLE
            B3,                 PREPARING,      true,  false, RUNNING, true,  FLOWING,     CHARGING
            B4,                 PREPARING,      true,  false, RUNNING, true,  EV_PAUSED,   SUSPENDED_EV
            B5,                 PREPARING,      true,  false, RUNNING, true,  EVSE_PAUSED, SUSPENDED_EVSE
            B6,                 PREPARING,      true,  false, ENDING,  true,  SETTLING,    FINISHING
            102 swipe and plug, PREPARING,      true,  false, WAITING, true,  SETTLING,
            no flicker,         PREPARING,      true,  false, RUNNING, true,  SETTLING,
            48 no B8,           PREPARING,      false, false, NONE,    true,  SETTLING,
            48 no B7,           PREPARING,      true,  true,  NONE,    true,  SETTLING,
            48 B8 by way of 1,  PREPARING,      false, false, NONE,    false, SETTLING,    AVAILABLE UNAVAILABLE
            48 B7 by way of 1,  PREPARING,      true,  true,  NONE,    false, SETTLING,    AVAILABLE RESERVED
            C1 fixed cable,     CHARGING,       true,  false, NONE,    false, SETTLING,    AVAILABLE
            C4,                 CHARGING,       true,  false, RUNNING, true,  EV_PAUSED,   SUSPENDED_EV
            C5,                 CHARGING,       true,  false, RUNNING, true,  EVSE_PAUSED, SUSPENDED_EVSE
            C6,                 CHARGING,       true,  false, ENDING,  true,  SETTLING,    FINISHING
            C6 ended,           CHARGING,       true,  false, NONE,    true,  SETTLING,    FINISHING
            C8,                 CHARGING,       false, false, NONE,    true,  SETTLING,    UNAVAILABLE
            49 scheduled,       CHARGING,       false, false, RUNNING, true,  FLOWING,
            48 no C2,           CHARGING,       true,  false, WAITING, true,  SETTLING,    FINISHING PREPARING
            48 no C7,           CHARGING,       true,  true,  NONE,    false, SETTLING,    AVAILABLE RESERVED
            D1,                 SUSPENDED_EV,   true,  false, NONE,    false, SETTLING,    AVAILABLE
            D3,                 SUSPENDED_EV,   true,  false, RUNNING, true,  FLOWING,     CHARGING
            D5,                 SUSPENDED_EV,   true,  false, RUNNING, true,  EVSE_PAUSED, SUSPENDED_EVSE
            D6,                 SUSPENDED_EV,   true,  false, ENDING,  true,  SETTLING,    FINISHING
            D8,                 SUSPENDED_EV,   false, false, NONE,    true,  SETTLING,    UNAVAILABLE
            D settles,          SUSPENDED_EV,   true,  false, RUNNING, true,  SETTLING,
            E1,                 SUSPENDED_EVSE, true,  false, NONE,    false, SETTLING,    AVAILABLE
            E3,                 SUSPENDED_EVSE, true,  false, RUNNING, true,  FLOWING,     CHARGING
            E4,                 SUSPENDED_EVSE, true,  false, RUNNING, true,  EV_PAUSED,   SUSPENDED_EV
            E6,                 SUSPENDED_EVSE, true,  false, ENDING,  true,  SETTLING,    FINISHING
            E8,                 SUSPENDED_EVSE, false, false, NONE,    true,  SETTLING,    UNAVAILABLE
            F1,                 FINISHING,      true,  false, NONE,    false, SETTLING,    AVAILABLE
            F2,                 FINISHING,      true,  false, WAITING, true,  SETTLING,    PREPARING
            F8,                 FINISHING,      false, false, NONE,    true,  SETTLING,    UNAVAILABLE
            102 no F1 F8,       FINISHING,      false, false, NONE,    false, SETTLING,    UNAVAILABLE
            48 no F3,           FINISHING,      true,  false, RUNNING, true,  FLOWING,     PREPARING CHARGING
            no F7,              FINISHING,      true,  true,  NONE,    true,  SETTLING,
            no F7 unplugged,    FINISHING,      true,  true,  NONE,    false, SETTLING,    AVAILABLE RESERVED
            G1,                 RESERVED,       true,  false, NONE,    false, SETTLING,    AVAILABLE
            G2,                 RESERVED,       true,  true,  WAITING, false, SETTLING,    PREPARING
            G2 over plugged,    RESERVED,       true,  false, NONE,    true,  SETTLING,    PREPARING
            G stays plugged,    RESERVED,       true,  true,  NONE,    true,  SETTLING,
            G8,                 RESERVED,       false, true,  NONE,    false, SETTLING,    UNAVAILABLE
            48 no G3,           RESERVED,       true,  false, RUNNING, true,  FLOWING,     PREPARING CHARGING
            H1,                 UNAVAILABLE,    true,  false, NONE,    false, SETTLING,    AVAILABLE
            H2,                 UNAVAILABLE,    true,  false, NONE,    true,  SETTLING,    PREPARING
            H3,                 UNAVAILABLE,    true,  false, RUNNING, true,  FLOWING,     CHARGING
            H4,                 UNAVAILABLE,    true,  false, RUNNING, true,  EV_PAUSED,   SUSPENDED_EV
            H5,                 UNAVAILABLE,    true,  false, RUNNING, true,  EVSE_PAUSED, SUSPENDED_EVSE
            H stays plugged,    UNAVAILABLE,    false, false, NONE,    true,  SETTLING,
            no H7,              UNAVAILABLE,    true,  true,  NONE,    false, SETTLING,    AVAILABLE RESERVED
            """;

    /** A fault comes (9) or goes (I); facts in between as in the rows above. Path: what is shown. */
    private static final String FAULT_ROWS = """
            # row,                  before,         operative, reserved, session, plugged, flow,    path
            A9 I1,                  AVAILABLE,      true,  false, NONE,    false, SETTLING,    FAULTED AVAILABLE
            B9 I2,                  PREPARING,      true,  false, NONE,    true,  SETTLING,    FAULTED PREPARING
            B9 I2 card first,       PREPARING,      true,  false, WAITING, false, SETTLING,    FAULTED PREPARING
            C9 I3,                  CHARGING,       true,  false, RUNNING, true,  SETTLING,    FAULTED CHARGING
            D9 I4,                  SUSPENDED_EV,   true,  false, RUNNING, true,  SETTLING,    FAULTED SUSPENDED_EV
            E9 I5,                  SUSPENDED_EVSE, true,  false, RUNNING, true,  SETTLING,    FAULTED SUSPENDED_EVSE
            F9 I6,                  FINISHING,      true,  false, NONE,    true,  SETTLING,    FAULTED FINISHING
            G9 I7,                  RESERVED,       true,  true,  NONE,    false, SETTLING,    FAULTED RESERVED
            H9 I8,                  UNAVAILABLE,    false, false, NONE,    false, SETTLING,    FAULTED UNAVAILABLE
            I1 unplugged meanwhile, PREPARING,      true,  false, NONE,    false, SETTLING,    FAULTED AVAILABLE
            I2 plugged meanwhile,   AVAILABLE,      true,  false, NONE,    true,  SETTLING,    FAULTED PREPARING
            I4 paused meanwhile,    CHARGING,       true,  false, RUNNING, true,  EV_PAUSED,   FAULTED SUSPENDED_EV
            I5 limited meanwhile,   CHARGING,       true,  false, RUNNING, true,  EVSE_PAUSED, FAULTED SUSPENDED_EVSE
            I6 stopped meanwhile,   CHARGING,       true,  false, ENDING,  true,  SETTLING,    FAULTED FINISHING
            I7 reserved meanwhile,  AVAILABLE,      true,  true,  NONE,    false, SETTLING,    FAULTED RESERVED
            I8 closed meanwhile,    FINISHING,      false, false, NONE,    true,  SETTLING,    FAULTED UNAVAILABLE
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = ROWS)
    void row(
            String row,
            ConnectorStatus before,
            boolean operative,
            boolean reserved,
            Session session,
            boolean plugged,
            Flow flow,
            String path) {
        List<String> steps = walk(new Facts(operative, reserved, session, plugged, flow), before).stream()
                .map(Enum::name)
                .toList();
        assertEquals(path == null ? "" : path, String.join(" ", steps), row);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = FAULT_ROWS)
    void fault(
            String row,
            ConnectorStatus before,
            boolean operative,
            boolean reserved,
            Session session,
            boolean plugged,
            Flow flow,
            String path) {
        Facts facts = new Facts(operative, reserved, session, plugged, flow);
        Set<ConnectorStatus> shown = new LinkedHashSet<>();
        ConnectorStatus below = before;
        for (ConnectorStatus next : walk(facts, before)) {
            shown.add(StatusDerivation.shown(next, Optional.of(fault(true))));
            below = next;
        }
        shown.add(StatusDerivation.shown(below, Optional.of(fault(true))));
        shown.add(StatusDerivation.shown(below, Optional.empty()));
        assertEquals(path, shown.stream().map(Enum::name).collect(Collectors.joining(" ")), row);
    }

    @ParameterizedTest
    @EnumSource
    void aWarningCoversNothing(ConnectorStatus below) {
        assertEquals(below, StatusDerivation.shown(below, Optional.of(fault(false))));
    }

    private static FaultState fault(boolean blocking) {
        return new FaultState(DeviceFault.Kind.GROUND, "", "", blocking);
    }

    /** A cell of the table that no row stands for would be a behaviour that nobody has looked at. */
    @Test
    void eachCellOfTheTableHasItsRow() {
        Set<String> cells = new TreeSet<>();
        TABLE.forEach((from, all) -> {
            all.forEach(to -> cells.add(cell(from, to)));
            cells.add(cell(from, FAULTED));
            cells.add(cell(FAULTED, from));
        });
        Set<String> stepped = new TreeSet<>();
        for (String line : (ROWS + FAULT_ROWS).lines().toList()) {
            String[] columns = line.split(",", -1);
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            boolean faulty = columns[7].strip().startsWith("FAULTED");
            ConnectorStatus from = ConnectorStatus.valueOf(columns[1].strip());
            for (String word : columns[7].strip().split(" ")) {
                if (!word.isEmpty()) {
                    ConnectorStatus to = ConnectorStatus.valueOf(word);
                    stepped.add(cell(from, to));
                    from = to;
                }
            }
            assertTrue(!faulty || from != FAULTED, line);
        }
        assertEquals(cells, stepped);
    }

    /** As OCPP 1.6 names it: letter of the row, digit of the column. */
    private static String cell(ConnectorStatus from, ConnectorStatus to) {
        return "" + (char) ('A' + OCPP_ORDER.indexOf(from)) + (OCPP_ORDER.indexOf(to) + 1);
    }

    @Test
    void everyStepFromEverywhereIsInTheTableAndComesToRest() {
        for (ConnectorStatus before : TABLE.keySet()) {
            for (Session session : Session.values()) {
                for (Flow flow : Flow.values()) {
                    for (int bits = 0; bits < 8; bits++) {
                        Facts facts = new Facts((bits & 1) > 0, (bits & 2) > 0, session, (bits & 4) > 0, flow);
                        ConnectorStatus from = before;
                        for (ConnectorStatus to : walk(facts, before)) {
                            assertTrue(TABLE.get(from).contains(to), from + " to " + to + " with " + facts);
                            from = to;
                        }
                    }
                }
            }
        }
    }

    private static List<ConnectorStatus> walk(Facts facts, ConnectorStatus before) {
        List<ConnectorStatus> steps = new ArrayList<>();
        ConnectorStatus from = before;
        for (ConnectorStatus to = StatusDerivation.next(facts, from);
                to != from;
                to = StatusDerivation.next(facts, from)) {
            steps.add(to);
            from = to;
            assertTrue(steps.size() < 5, "comes to no rest: " + facts + " from " + before + ": " + steps);
        }
        return steps;
    }
}
