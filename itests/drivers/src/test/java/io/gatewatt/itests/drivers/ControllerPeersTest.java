// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.ChangeNotifier;
import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.itests.harness.Csms;
import io.gatewatt.itests.harness.Project;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.PilotState;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Controllers against boards that are processes: two Phoenix boards on one line, an OpenEVSE behind a serial port. */
class ControllerPeersTest {

    @TempDir
    private Path folder;

    private final DriverHost host = DriverHost.open();
    private Peer boards;
    private Pty pty;

    @AfterEach
    void close() {
        host.close();
        if (boards != null) {
            boards.close();
        }
        if (pty != null) {
            pty.close();
        }
    }

    private ConnectorController phoenix(int unit) {
        String device = "phoenix" + unit;
        host.configure("driver.phoenix", "device.id", device, "bus.target", "(bus.id=boards)", "unit", unit);
        return host.device(ConnectorController.class, device);
    }

    private static ConnectorReport await(ConnectorController controller, Predicate<ConnectorReport> fits) {
        return Awaitility.await()
                .atMost(Csms.PATIENCE)
                .ignoreException(DeviceException.class)
                .until(controller::report, fits);
    }

    @Test
    void twoPhoenixBoardsOnOneLine() throws DeviceException {
        Debian.needModbus();
        int port = Project.freePort();
        boards = Peer.python("meters.py", "--rtu-tcp", "" + port, "evcc:1", "evcc:2");
        pty = Pty.to(folder.resolve("tty"), port);
        host.rtu("boards", pty.path());
        ConnectorController one = phoenix(1);
        ConnectorController two = phoenix(2);
        await(one, report -> report.pilot() == PilotState.A && report.faults().isEmpty());
        await(two, report -> report.pilot() == PilotState.A);
        boards.say("car 1 C");
        assertFalse(await(one, report -> report.pilot().vehicle()).contactorClosed(), "without permission");
        one.apply(new Setpoint.Offer(13.7, 3));
        assertTrue(boards.say("state 1").contains("C2 13 A enable 1"), "whole amperes, never more");
        assertTrue(one.report().contactorClosed());
        assertEquals(PilotState.A, two.report().pilot(), "the other is another");
        // Bit 12 of a register whose lowest bit is bit 1.
        boards.say("error 2 0x0800");
        assertEquals(
                DeviceFault.Kind.POWER_SWITCH,
                await(two, report -> !report.faults().isEmpty()).faults().get(0).kind());
        // What is volatile was lost, as by a restart of the board: it is made so again.
        pty.unplug();
        pty.plug();
        await(one, ConnectorReport::contactorClosed);
        one.apply(new Setpoint.Off());
        assertTrue(boards.say("state 1").contains("B1"));
        assertFalse(one.report().contactorClosed());
    }

    @Test
    void openEvse() throws Exception {
        Debian.need("socat", "python3");
        Path far = folder.resolve("far");
        pty = Pty.to(folder.resolve("tty"), far);
        boards = Peer.python("rapi.py", far.toString());
        host.configure("transport.serial", "line.id", "rapi", "port", pty.path(), "baud", 115_200)
                .configure("driver.openevse", "device.id", "open1", "line.target", "(line.id=rapi)");
        ConnectorController board = host.device(ConnectorController.class, "open1");
        await(board, report -> report.pilot() == PilotState.A);
        board.apply(new Setpoint.Off());
        boards.say("car C");
        assertFalse(await(board, report -> report.pilot().vehicle()).contactorClosed());
        board.apply(new Setpoint.Offer(16, 1));
        assertTrue(await(board, ConnectorReport::contactorClosed).pilot().demand());
        assertTrue(boards.say("state").contains("16 A watch 100 6"), "it watches over the station");
        // As the station does: without ears nobody hears that the board has started again.
        AutoCloseable listening = host.device(ChangeNotifier.class, "open1").onChange(() -> {});
        boards.say("garbage");
        await(board, ConnectorReport::contactorClosed);
        boards.say("reboot");
        await(board, ConnectorReport::contactorClosed);
        Awaitility.await("limit and watchdog are told again")
                .atMost(Csms.PATIENCE)
                .until(() -> {
                    board.report();
                    return boards.say("state").contains("16 A watch 100 6");
                });
        listening.close();
    }
}
