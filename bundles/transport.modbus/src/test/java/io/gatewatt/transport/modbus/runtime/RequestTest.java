// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.ghgande.j2mod.modbus.msg.ModbusRequest;
import com.ghgande.j2mod.modbus.msg.ReadCoilsRequest;
import com.ghgande.j2mod.modbus.msg.ReadInputDiscretesRequest;
import com.ghgande.j2mod.modbus.msg.ReadInputRegistersRequest;
import com.ghgande.j2mod.modbus.msg.ReadMultipleRegistersRequest;
import com.ghgande.j2mod.modbus.msg.WriteCoilRequest;
import com.ghgande.j2mod.modbus.msg.WriteMultipleRegistersRequest;
import com.ghgande.j2mod.modbus.msg.WriteSingleRegisterRequest;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import com.ghgande.j2mod.modbus.util.ModbusUtil;
import io.gatewatt.transport.modbus.Registers;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of requests and what answers mean; j2mod, which had no part in them, is the judge. */
class RequestTest {

    static Stream<Arguments> requests() {
        Register[] registers = {new SimpleRegister(1), new SimpleRegister(0xFFFF), new SimpleRegister(0x1234)};
        return Stream.of(
                arguments(Request.read(Function.READ_COILS, 1, 20_000, 2000), new ReadCoilsRequest(20_000, 2000)),
                arguments(Request.read(Function.READ_DISCRETE, 2, 0, 1), new ReadInputDiscretesRequest(0, 1)),
                arguments(
                        Request.read(Function.READ_HOLDING, 3, 65_535, 1), new ReadMultipleRegistersRequest(65_535, 1)),
                arguments(Request.read(Function.READ_INPUT, 1, 72, 2), new ReadInputRegistersRequest(72, 2)),
                arguments(Request.writeCoil(1, 20_000, true), new WriteCoilRequest(20_000, true)),
                arguments(Request.writeCoil(1, 20_000, false), new WriteCoilRequest(20_000, false)),
                arguments(
                        Request.writeRegister(1, 22_000, 16),
                        new WriteSingleRegisterRequest(22_000, new SimpleRegister(16))),
                arguments(Request.writeRegister(1, 1, -2), new WriteSingleRegisterRequest(1, new SimpleRegister(-2))),
                arguments(
                        Request.writeRegisters(1, 258, 1, -1, 0x1234),
                        new WriteMultipleRegistersRequest(258, registers)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void asOthersSpellThem(Request ours, ModbusRequest theirs) {
        byte[] message = theirs.getMessage();
        byte[] pdu = new byte[1 + message.length];
        pdu[0] = (byte) theirs.getFunctionCode();
        System.arraycopy(message, 0, pdu, 1, message.length);
        assertEquals(Hex.text(pdu), Hex.text(ours.pdu()));
    }

    @Test
    void theChecksumIsTheOneOfTheStandard() {
        assertEquals("01 04 00 48 00 02 F1 DD", Hex.text(Hex.sealed("01 04 00 48 00 02")));
        Random random = new Random(5);
        for (int length = 0; length < 256; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            int[] theirs = ModbusUtil.calculateCRC(bytes, 0, length);
            assertEquals(theirs[0] | theirs[1] << 8, Crc16.of(bytes, 0, length));
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                bad(
                        () -> Request.read(Function.READ_INPUT, 1, -1, 1),
                        "read input registers: address -1; 0..65535 expected"),
                bad(
                        () -> Request.read(Function.READ_INPUT, 1, 65_536, 1),
                        "read input registers: address 65536; 0..65535 expected"),
                bad(
                        () -> Request.read(Function.READ_HOLDING, 1, 0, 0),
                        "read holding registers at 0: 0 of them; 1..125 expected"),
                bad(
                        () -> Request.read(Function.READ_HOLDING, 1, 0, 126),
                        "read holding registers at 0: 126 of them; 1..125 expected"),
                bad(
                        () -> Request.read(Function.READ_COILS, 1, 0, 2001),
                        "read coils at 0: 2001 of them; 1..2000 expected"),
                bad(
                        () -> Request.read(Function.READ_INPUT, 1, 65_535, 2),
                        "read input registers at 65535: 2 of them go beyond 65535"),
                bad(
                        () -> Request.writeRegister(1, 0, 65_536),
                        "register value 65536; 0..65535, or -32768..-1, expected"),
                bad(
                        () -> Request.writeRegister(1, 0, -32_769),
                        "register value -32769; 0..65535, or -32768..-1, expected"),
                bad(() -> Request.writeRegisters(1, 0), "write holding registers at 0: 0 of them; 1..123 expected"),
                bad(
                        () -> Request.writeRegisters(1, 0, new int[124]),
                        "write holding registers at 0: 124 of them; 1..123 expected"));
    }

    private static Arguments bad(Executable request, String words) {
        return arguments(request, words);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithWords(Executable request, String words) {
        assertEquals(
                words, assertThrows(IllegalArgumentException.class, request).getMessage());
    }

    @Test
    void answersMeanRegistersAndBits() {
        Registers registers =
                Request.read(Function.READ_INPUT, 1, 0, 3).registers(Hex.bytes("04 06 00 01 FF FE 80 00"));
        assertEquals(1, registers.u16(0));
        assertEquals(0xFFFE, registers.u16(1));
        assertEquals(-32_768, registers.i16(2));
        boolean[] bits = Request.read(Function.READ_COILS, 1, 0, 10).bits(Hex.bytes("01 02 81 02"));
        assertArrayEquals(new boolean[] {true, false, false, false, false, false, false, true, false, true}, bits);
    }
}
