# SPDX-License-Identifier: Apache-2.0
"""What hangs on the RS-485 line of a charging station, served by pymodbus: control-pilot boards, and the meters behind them.

usage: meters.py [--tcp PORT] [--rtu-tcp PORT] [--rtu PTY] KIND:UNIT[:BOARD|:WATTS[:WH]] ...
       sdm630:11:1        an Eastron SDM630 as unit 11 that measures what the car at board 1 draws
       em340:21:2000:500  a Carlo Gavazzi EM340 as unit 21, 2000 W from the beginning, 500 Wh on its register
       evcc:1             a Phoenix Contact EV-CC-AC1-M3 as unit 1; its car draws 3 x 16 A, when it may
All units are on all roads. Says "ready" when it serves; registers advance with time and power.
stdin: "power UNIT WATTS", "car UNIT A|B|C", "error UNIT BITS", "silent UNIT on|off"; "state UNIT" prints a line.
"""
import asyncio
import logging
import struct
import sys
import time

from pymodbus.datastore import ModbusServerContext
from pymodbus.framer.rtu_framer import ModbusRtuFramer
from pymodbus.framer.socket_framer import ModbusSocketFramer
from pymodbus.interfaces import IModbusSlaveContext
from pymodbus.server import StartAsyncSerialServer, StartAsyncTcpServer

VOLTS = 230.0

logging.disable()  # tells of every connection that ends


def f32(value):
    return list(struct.unpack(">HH", struct.pack(">f", value)))


def i32_low_first(value):
    high, low = struct.unpack(">HH", struct.pack(">i", round(value)))
    return [low, high]


class Unit(IModbusSlaveContext):
    """A unit whose registers are computed when they are read."""

    size = 0
    silent = False

    def registers(self):
        """Values by address."""
        return {}

    def coils(self):
        return {}

    def write(self, function, address, value):
        raise ValueError("read only")

    def _all(self, function):
        return self.coils() if self.decode(function) in ("c", "d") else self.registers()

    def validate(self, fc_as_hex, address, count=1):
        known = self._all(fc_as_hex)
        if self.size:
            return address + count <= self.size
        return all(a in known for a in range(address, address + count))

    def getValues(self, fc_as_hex, address, count=1):
        known = self._all(fc_as_hex)
        return [known.get(a, 0) for a in range(address, address + count)]

    def setValues(self, fc_as_hex, address, values):
        for offset, value in enumerate(values):
            self.write(fc_as_hex, address + offset, value)


class Meter(Unit):
    """Energy is the integral of power, at every moment."""

    def __init__(self, board, watts, wh):
        self.board = board
        self.watts = watts
        self.wh = wh
        self.since = time.monotonic()
        if board:
            board.meters.append(self)

    def power(self):
        return self.board.watts() if self.board else self.watts

    def settle(self):
        """Before the power changes."""
        now = time.monotonic()
        self.wh += self.power() * (now - self.since) / 3600
        self.since = now
        return self.wh

    @staticmethod
    def put(registers, address, words):
        registers.update({address + i: word for i, word in enumerate(words)})


class Sdm630(Meter):
    size = 0x0180

    def registers(self):
        kwh, watts, r = self.settle() / 1000, self.power(), {}
        for phase in range(3):
            self.put(r, 0x00 + 2 * phase, f32(VOLTS))
            self.put(r, 0x06 + 2 * phase, f32(watts / 3 / VOLTS))
            self.put(r, 0x0C + 2 * phase, f32(watts / 3))
            self.put(r, 0x12 + 2 * phase, f32(watts / 3))
            self.put(r, 0x1E + 2 * phase, f32(1.0))
            self.put(r, 0x015A + 2 * phase, f32(kwh / 3))
        self.put(r, 0x34, f32(watts))
        self.put(r, 0x46, f32(50.0))
        self.put(r, 0x48, f32(kwh))
        self.put(r, 0x0156, f32(kwh))
        return r


class Em340(Meter):
    size = 0x0060

    def registers(self):
        wh, watts, r = self.settle(), self.power(), {}
        for phase in range(3):
            self.put(r, 0x00 + 2 * phase, i32_low_first(VOLTS * 10))
            self.put(r, 0x0C + 2 * phase, i32_low_first(watts / 3 / VOLTS * 1000))
            self.put(r, 0x12 + 2 * phase, i32_low_first(watts / 3 * 10))
            self.put(r, 0x2E + phase, [1000])
            self.put(r, 0x40 + 2 * phase, i32_low_first(wh / 300))
        self.put(r, 0x0B, [340])
        self.put(r, 0x28, i32_low_first(watts * 10))
        self.put(r, 0x31, [1000])
        self.put(r, 0x33, [500])
        self.put(r, 0x34, i32_low_first(wh / 100))
        return r


class Evcc(Unit):
    """EV-CC-AC1-M3, fixed cable: manual 106377_en_04, pages 53 to 63."""

    def __init__(self):
        self.car = "A"
        self.errors = 0
        self.meters = []
        self.bits = {20000: 0, 20001: 1, 20002: 0, 20003: 0, 21000: 0}
        self.held = {4000: 1, 4001: 1, 4002: 1, 4006: 0, 4009: 1, 4010: 0, 4011: 0, 22000: 16}
        self.held.update({23000 + n: 0 for n in range(4)})

    def state(self):
        if not self.bits[20001]:
            return "F\0"
        if self.car == "A":
            return "A1"
        if not self.bits[20000]:
            return "B1"
        return "C2" if self.car == "C" else "B2"

    def watts(self):
        return 3 * VOLTS * min(16, self.held[22000]) if self.state() == "C2" else 0

    def registers(self):
        amps = self.held[22000]
        state = self.state()
        r = dict(self.held)
        r.update({1000 + n: w for n, w in enumerate(struct.unpack(">16H", b"EV-CC-AC1-M3-CBC-RCM-ETH\0\0\0\0\0\0\0\0"))})
        r.update({1016 + n: 0 for n in range(17)})
        r.update({24000: ord(state[0]) << 8 | ord(state[1]), 24001: 32, 24002: round(amps / 0.6)})
        r.update({24003: amps, 24004: 0, 24005: 1 if state == "C2" else 0, 24025: self.errors})
        r.update({a: 0 for a in range(24006, 24025)})
        return r

    def coils(self):
        return self.bits

    def write(self, function, address, value):
        for meter in self.meters:
            meter.settle()
        known = self.bits if self.decode(function) == "c" else self.held
        known[address] = int(value)


def build(arguments):
    units = {}
    for argument in arguments:
        kind, number, *rest = argument.split(":")
        if kind == "evcc":
            units[int(number)] = Evcc()
            continue
        source = float(rest[0]) if rest else 0.0
        board = units.get(int(source))
        wh = float(rest[1]) if len(rest) > 1 else 12345678.0
        meter = {"sdm630": Sdm630, "em340": Em340}[kind]
        units[int(number)] = meter(board, 0.0 if board else source, wh)
    return units


def obey(units, context, line):
    command, number, *rest = line.split()
    unit = units[int(number)]
    for meter in getattr(unit, "meters", [unit]):
        meter.settle()
    if command == "power":
        unit.watts = float(rest[0])
    elif command == "car":
        unit.car = rest[0]
    elif command == "error":
        unit.errors = int(rest[0], 0)
    elif command == "silent":
        if rest[0] == "on":
            del context[int(number)]
        else:
            context[int(number)] = unit
    elif command != "state":
        print("unknown:", line, flush=True)
        return
    words = unit.state() + " %d A enable %d" % (unit.held[22000], unit.bits[20000]) if isinstance(unit, Evcc) else "%.0f Wh %.0f W" % (unit.wh, unit.power())
    print("ok", number, words, flush=True)


async def main(arguments):
    roads = {}
    while arguments and arguments[0].startswith("--"):
        roads[arguments[0]] = arguments[1]
        arguments = arguments[2:]
    units = build(arguments)
    context = ModbusServerContext(slaves=dict(units), single=False)
    common = {"context": context, "ignore_missing_slaves": True}
    servers = []
    for road, framer in (("--tcp", ModbusSocketFramer), ("--rtu-tcp", ModbusRtuFramer)):
        if road in roads:
            address = ("127.0.0.1", int(roads[road]))
            server = await StartAsyncTcpServer(address=address, framer=framer, defer_start=True, allow_reuse_address=True, **common)
            servers.append(asyncio.create_task(server.serve_forever()))
            await server.serving
    if "--rtu" in roads:
        server = await StartAsyncSerialServer(
            port=roads["--rtu"], framer=ModbusRtuFramer, baudrate=9600, timeout=0.1, defer_start=True, **common
        )
        await server.start()
        servers.append(asyncio.create_task(server.serve_forever()))
    print("ready", flush=True)
    stdin = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stdin), sys.stdin)
    while line := await stdin.readline():
        obey(units, context, line.decode())


asyncio.run(main(sys.argv[1:]))
