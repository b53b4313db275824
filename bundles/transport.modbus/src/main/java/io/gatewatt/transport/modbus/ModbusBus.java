// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus;

import io.gatewatt.driver.DeviceException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One Modbus line, or one TCP server, shared by all drivers whose units are on it. Requests are made one after another on the bus's own thread, writes
 * before reads that wait; the caller waits for the answer, never longer than the deadline of the bus. Addresses are as sent on the wire, zero-based
 * (Modbus Application Protocol 1.1b3, section 4.4). A driver refers to it by {@code (bus.id=…)}.
 *
 * <p>Each method throws a {@link DeviceException} in words when the line is not open, the unit is silent, what it answers is no frame, or it answers
 * with an exception code; and an {@link IllegalArgumentException} for a unit, address, count or value that cannot be. A request is sent a second time when its
 * answer was broken or the server had closed the connection, so what is written should be a level, and not a step.
 */
@ProviderType
public interface ModbusBus {

    /** Service property: unique name of the bus in this station, for example {@code rs485}. */
    String ID = "bus.id";

    /** Service property: how the units are reached, {@code tcp}, {@code rtu} or {@code rtu-over-tcp}; it decides which units there can be. */
    String KIND = "bus.kind";

    /** Value of {@link #ID}. */
    String name();

    /** Function 03: reads 1..125 holding registers. */
    Registers readHolding(int unit, int address, int count) throws DeviceException;

    /** Function 04: reads 1..125 input registers. */
    Registers readInput(int unit, int address, int count) throws DeviceException;

    /** Function 01: reads 1..2000 coils. */
    boolean[] readCoils(int unit, int address, int count) throws DeviceException;

    /** Function 02: reads 1..2000 discrete inputs. */
    boolean[] readDiscrete(int unit, int address, int count) throws DeviceException;

    /** Function 05: writes one coil. */
    void writeCoil(int unit, int address, boolean on) throws DeviceException;

    /** Function 06: writes one holding register. */
    void writeRegister(int unit, int address, int value) throws DeviceException;

    /** Function 16: writes 1..123 holding registers. */
    void writeRegisters(int unit, int address, int... values) throws DeviceException;
}
