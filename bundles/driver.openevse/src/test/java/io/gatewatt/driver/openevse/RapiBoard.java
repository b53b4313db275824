// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.openevse;

import io.gatewatt.driver.contract.SimulatedLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A board as open_evse, rapi_proc.h 5.2.1 describes it. */
final class RapiBoard implements SimulatedLine.Board {

    /** Of its own, in its EEPROM. */
    private static final int AMPS = 24;

    private final List<String> commands = new ArrayList<>();
    private int car = 1;
    private boolean asleep;
    private int amps;
    private String watched = "0 0";
    private boolean missed;
    /** What it can do; less while it is warm. */
    private int most = 80;
    /** State of a fault, 0 for none. */
    private int fault;
    /** Firmware that knows less. */
    private boolean old;

    RapiBoard() {
        restart();
    }

    /** Forgets what is volatile: it is awake with its own current, and watches nobody. */
    synchronized void restart() {
        asleep = false;
        amps = AMPS;
        watched = "0 0";
        missed = false;
    }

    /** The station was silent for too long. */
    synchronized void miss() {
        missed = true;
        amps = 6;
    }

    synchronized void car(int state) {
        car = state;
    }

    synchronized void fault(int state) {
        fault = state;
    }

    synchronized void most(int limit) {
        most = limit;
        amps = Math.min(amps, limit);
    }

    synchronized void old() {
        old = true;
    }

    synchronized int offered() {
        return asleep ? 0 : amps;
    }

    synchronized String watched() {
        return watched;
    }

    /** All commands since it was asked last. */
    synchronized List<String> commands() {
        List<String> all = List.copyOf(commands);
        commands.clear();
        return all;
    }

    @Override
    public synchronized byte[] answer(byte[] request) {
        String line = new String(request, StandardCharsets.US_ASCII);
        String command = line.substring(1, line.indexOf('^'));
        commands.add(command);
        return say(does(command));
    }

    private String does(String command) {
        String[] words = command.split(" ");
        return switch (words[0]) {
            case "GS" -> String.format("$OK %02x 0 %02x 0000", state(), car);
            case "GE" -> old ? "$NK" : String.format("$OK %d 0021", amps);
            case "FE", "FS" -> {
                asleep = words[0].equals("FS");
                yield "$OK";
            }
            case "SC" -> {
                int wanted = Integer.parseInt(words[1]);
                amps = Math.min(wanted, most);
                yield (amps == wanted ? "$OK " : "$NK ") + amps;
            }
            case "SY" -> old ? "$NK" : watch(command);
            default -> "$NK";
        };
    }

    private int state() {
        return fault > 0 ? fault : asleep ? 0xFE : car;
    }

    private String watch(String command) {
        if (command.equals("SY 165")) {
            missed = false;
            amps = AMPS;
        } else if (command.length() > 2) {
            watched = command.substring(3);
        }
        return (missed ? "$NK " : "$OK ") + watched + (missed ? " 2" : " 0");
    }

    /** The bytes of a line. */
    static byte[] say(String body) {
        int sum = body.chars().reduce(0, (a, b) -> a ^ b);
        return String.format("%s^%02X\r", body, sum).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public synchronized Object outputs() {
        return List.of(asleep, amps);
    }
}
