// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * {@code gatewatt driver}: asks the station that runs on a home to install, list, roll back or remove bundles, through the socket in that home. The file is
 * read here, so that the station need not be allowed to.
 *
 * @param home of the running station
 * @param verb what to do
 * @param operand file or name; empty for {@code list}
 */
record DriverCommand(Path home, String verb, String operand) {

    private static final String SOCKET = "control";
    private static final String VERBS = "install FILE, list, rollback NAME, remove NAME, or new PACKAGE";

    /** @throws Refusal when the arguments make no sense */
    static DriverCommand parse(List<String> arguments, Map<String, String> environment) {
        Deque<String> left = new ArrayDeque<>(arguments);
        List<String> operands = new ArrayList<>();
        List<String> place = new ArrayList<>(List.of("run"));
        while (!left.isEmpty()) {
            String argument = left.pop();
            if (argument.equals("--home") || argument.equals("--feature")) {
                place.add(argument);
                if (!left.isEmpty()) {
                    place.add(left.pop());
                }
            } else if (argument.startsWith("-")) {
                throw Refusal.usage("driver has no option " + argument + "; it takes --home and --feature");
            } else {
                operands.add(argument);
            }
        }
        if (operands.isEmpty()) {
            throw Refusal.usage("say what to do with drivers: " + VERBS);
        }
        String verb = operands.get(0);
        int needed = switch (verb) {
            case "list" -> 0;
            case "install", "rollback", "remove" -> 1;
            default -> throw Refusal.usage("there is no command driver " + verb + "; there are " + VERBS);
        };
        if (operands.size() != 1 + needed) {
            throw Refusal.usage(
                    needed == 0
                            ? "driver list takes no name"
                            : "driver " + verb + " needs one "
                                    + (verb.equals("install") ? "file" : "name; gatewatt driver list tells the names"));
        }
        Path home = CommandLine.parse(place.toArray(String[]::new)).homeIn(environment);
        return new DriverCommand(home.toAbsolutePath().normalize(), verb, needed == 0 ? "" : operands.get(1));
    }

    /**
     * Asks, and prints the answer.
     *
     * @return the exit code
     * @throws Refusal when the file cannot be read, or no station runs there
     */
    int perform(PrintStream out, PrintStream err) throws IOException {
        if (!verb.equals("install")) {
            return ask(operand.isEmpty() ? verb : verb + "\t" + operand, InputStream.nullInputStream(), out, err);
        }
        Path file = file();
        try (InputStream content = Files.newInputStream(file)) {
            return ask(verb + "\t" + Files.size(file) + "\t" + file.getFileName(), content, out, err);
        }
    }

    private Path file() {
        try {
            Path file = Path.of(operand);
            if (Files.isRegularFile(file) && Files.isReadable(file)) {
                return file;
            }
            throw Refusal.usage(operand + (Files.exists(file) ? " is no file that can be read" : " is not there"));
        } catch (InvalidPathException e) {
            throw Refusal.usage(operand + " is no path: " + e.getReason());
        }
    }

    private int ask(String request, InputStream content, PrintStream out, PrintStream err) throws IOException {
        try (SocketChannel station = connect()) {
            try {
                OutputStream send = Channels.newOutputStream(station);
                send.write((request + "\n").getBytes(StandardCharsets.UTF_8));
                content.transferTo(send);
            } catch (IOException e) {
                // It has answered before the end, then: why is in the answer.
            }
            return answer(
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(station), StandardCharsets.UTF_8)),
                    out,
                    err);
        }
    }

    private SocketChannel connect() {
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(home.resolve(SOCKET)));
        } catch (SocketException e) {
            throw new Refusal(Refusal.NO_STATION, why(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new Refusal(Refusal.NO_STATION, "the station on " + home + " cannot be asked: " + e.getMessage());
        }
    }

    private String why(String error) {
        if (error.contains("too long")) {
            return "the path of the home " + home + " is too long for a socket; put the file into "
                    + home.resolve("deploy") + ", or use the Web Console";
        }
        if (error.contains("ermission denied")) {
            return "the home " + home + " is another user's; ask as that user, or as root";
        }
        return "no station runs on the home " + home + "; name its home with --home, or start it with gatewatt run"
                + (verb.equals("install")
                        ? "; a file in " + home.resolve("deploy") + " is installed at the next start"
                        : "");
    }

    private static int answer(BufferedReader answer, PrintStream out, PrintStream err) throws IOException {
        String first;
        StringBuilder words = new StringBuilder();
        try {
            first = answer.readLine();
            for (String line = answer.readLine(); line != null; line = answer.readLine()) {
                words.append(line).append('\n');
            }
        } catch (SocketException e) {
            first = null;
        }
        if (first == null || !first.matches("\\d{1,3}")) {
            throw new Refusal(
                    Refusal.NO_STATION,
                    "the station ended before it answered; when it runs again, gatewatt driver list tells what is there");
        }
        int code = Integer.parseInt(first);
        if (code == 0) {
            out.print(words);
        } else {
            words.toString().lines().forEach(line -> err.println("gatewatt: " + line));
        }
        return code;
    }
}
