// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

/** The functions in use (Modbus Application Protocol 1.1b3, section 6). */
enum Function {
    READ_COILS(1, "read coils", 2000),
    READ_DISCRETE(2, "read discrete inputs", 2000),
    READ_HOLDING(3, "read holding registers", 125),
    READ_INPUT(4, "read input registers", 125),
    WRITE_COIL(5, "write coil", 1),
    WRITE_REGISTER(6, "write holding register", 1),
    WRITE_REGISTERS(16, "write holding registers", 123);

    final int code;
    final String words;
    final int most;

    Function(int code, String words, int most) {
        this.code = code;
        this.words = words;
        this.most = most;
    }

    boolean writes() {
        return code >= 5;
    }

    boolean bits() {
        return code <= 2;
    }
}
