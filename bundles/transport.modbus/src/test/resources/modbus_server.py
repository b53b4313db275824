# SPDX-License-Identifier: Apache-2.0
"""A Modbus server of pymodbus: units 1 and 2, holding and input registers and coils 0..199.

Register n of unit u holds 100 * u + n, coil n is set when n is even.
usage: modbus_server.py tcp PORT | rtu PTY
"""
import sys

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.framer.rtu_framer import ModbusRtuFramer
from pymodbus.server import StartSerialServer, StartTcpServer


def unit(number):
    registers = [100 * number + n for n in range(200)]
    bits = [n % 2 == 0 for n in range(200)]
    return ModbusSlaveContext(
        di=ModbusSequentialDataBlock(0, bits[:]),
        co=ModbusSequentialDataBlock(0, bits[:]),
        hr=ModbusSequentialDataBlock(0, registers[:]),
        ir=ModbusSequentialDataBlock(0, registers[:]),
        zero_mode=True,  # else every address is off by one
    )


context = ModbusServerContext(slaves={1: unit(1), 2: unit(2)}, single=False)
if sys.argv[1] == "tcp":
    StartTcpServer(context=context, address=("127.0.0.1", int(sys.argv[2])), ignore_missing_slaves=True)
else:
    StartSerialServer(
        context=context, framer=ModbusRtuFramer, port=sys.argv[2], baudrate=9600, timeout=0.1, ignore_missing_slaves=True
    )
