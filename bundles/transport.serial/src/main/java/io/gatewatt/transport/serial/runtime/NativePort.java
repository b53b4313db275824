// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.serial.runtime;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortDataListener;
import com.fazecast.jSerialComm.SerialPortEvent;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * A port of jSerialComm. Reads semi-blocking and never writes blocking: in that mode the library spins for ever in native code when the device is
 * pulled out. For the same reason a listener closes the port when the system tells that it has gone and the reading thread does not notice. Only one
 * of the two may close: the library holds a lock while it waits for its listener to end, and the listener would wait for that lock.
 */
final class NativePort implements Port {

    /** How long a read waits, ms. The system counts in tenths of a second. */
    private static final int READ_WAIT = 200;

    /** Reads that return at once with nothing, one after another: no device does that, a dead one does. */
    private static final int EMPTY_READS = 50;

    private final SerialPort port;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch noticed = new CountDownLatch(1);
    private int emptyReads;

    private NativePort(SerialPort port) {
        this.port = port;
    }

    /** Opens the port of these settings; a link is followed anew each time. */
    static Port.Opener opener(PortSettings settings) {
        return new Port.Opener() {

            @Override
            public Port open() throws IOException {
                return NativePort.open(settings);
            }

            @Override
            public boolean present() {
                return Files.exists(Path.of(settings.path()));
            }
        };
    }

    private static Port open(PortSettings settings) throws IOException {
        SerialPort port = find(settings.path());
        port.setComPortParameters(
                settings.baud(),
                settings.dataBits(),
                settings.stopBits() == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT,
                switch (settings.parity()) {
                    case "EVEN" -> SerialPort.EVEN_PARITY;
                    case "ODD" -> SerialPort.ODD_PARITY;
                    default -> SerialPort.NO_PARITY;
                });
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_WAIT, 0);
        if (!port.openPort()) {
            throw new IOException(refused(settings, port.getLastErrorCode(), Files.exists(Path.of(settings.path()))));
        }
        NativePort opened = new NativePort(port);
        port.addDataListener(opened.new Unplugged());
        return opened;
    }

    private static SerialPort find(String path) throws IOException {
        try {
            return SerialPort.getCommPort(path);
        } catch (SerialPortInvalidPortException e) {
            String there = Arrays.stream(SerialPort.getCommPorts())
                    .map(SerialPort::getSystemPortPath)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new IOException(
                    "there is no port " + path + (there.isEmpty() ? "" : " (found: " + there + ")")
                            + "; check the cable and the key 'port'",
                    e);
        }
    }

    /** The system's error number in words (errno of Linux). */
    static String refused(PortSettings settings, int error, boolean exists) {
        String path = settings.path();
        if (error == 2 && exists) { // what the library says when it has the port open already
            return path + " is in use by another line of the station";
        }
        return switch (error) {
            case 2, 6, 19 -> "there is no device at " + path + ": check the cable and the key 'port'";
            case 1, 13 ->
                "no permission for " + path + ": add the user of the station to the group that owns it (dialout)";
            case 11, 16 -> path + " is in use by another program";
            case 25 -> path + " is no serial port";
            default -> settings + " cannot be opened (error " + error + " of the system)";
        };
    }

    @Override
    public int read(byte[] into) {
        long began = System.nanoTime();
        int count = port.readBytes(into, into.length);
        if (count != 0) {
            emptyReads = 0;
        } else if (System.nanoTime() - began > READ_WAIT * 1_000_000L / 2) {
            emptyReads = 0;
        } else if (++emptyReads > EMPTY_READS) {
            return -1;
        }
        return count;
    }

    @Override
    public boolean write(byte[] bytes) {
        for (int sent = 0; sent < bytes.length; ) {
            int count = port.writeBytes(bytes, bytes.length - sent, sent);
            if (count <= 0) {
                return false;
            }
            sent += count;
        }
        return true;
    }

    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            noticed.countDown();
            port.removeDataListener();
            port.closePort();
        }
    }

    /** Closes the port when the system tells that it is gone and the reading thread does not: a read that hangs in it returns then. */
    private final class Unplugged implements SerialPortDataListener {

        @Override
        public int getListeningEvents() {
            return SerialPort.LISTENING_EVENT_PORT_DISCONNECTED;
        }

        @Override
        public void serialEvent(SerialPortEvent event) {
            try {
                if (!noticed.await(2 * READ_WAIT, TimeUnit.MILLISECONDS)) {
                    close();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the library ends its listener: the port is being closed
            }
        }
    }
}
