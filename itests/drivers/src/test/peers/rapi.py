# SPDX-License-Identifier: Apache-2.0
"""An OpenEVSE board on a serial port: the commands of its remote API (open_evse, rapi_proc.h 5.2.1) that a station needs.

usage: rapi.py PTY
stdin: "car A|B|C", "state" prints a line, "reboot" forgets what is volatile and tells of it, "garbage" writes noise.
"""
import os
import select
import sys

SLEEPING = 0xFE


class Board:
    def __init__(self, port):
        self.port = port
        self.car = "A"
        self.restart()

    def restart(self):
        self.enabled, self.amps, self.watch = True, 24, (0, 0)

    def pilot(self):
        return {"A": 1, "B": 2, "C": 3 if self.enabled else 2}[self.car]

    def state(self):
        return self.pilot() if self.enabled else SLEEPING

    def send(self, body):
        check = 0
        for byte in body.encode():
            check ^= byte
        os.write(self.port, ("%s^%02X\r" % (body, check)).encode())

    def tell(self):
        self.send("$AT %02x %02x %d 0000" % (self.state(), self.pilot(), self.amps))

    def take(self, line):
        body, _, sent = line.partition("^")
        check = 0
        for byte in body.encode():
            check ^= byte
        if not body.startswith("$") or "%02X" % check != sent.strip().upper():
            self.send("$NK")
            return
        name, *words = body[1:].split()
        before = self.state()
        if name == "GS":
            self.send("$OK %02x 0 %02x 0000" % (self.state(), self.pilot()))
        elif name == "GE":
            self.send("$OK %d 0021" % self.amps)
        elif name == "SC":
            self.amps = int(words[0])
            self.send("$OK %d" % self.amps)
        elif name in ("FE", "FS", "FD"):
            self.enabled = name == "FE"
            self.send("$OK")
        elif name == "SY":
            if len(words) == 2:
                self.watch = (int(words[0]), int(words[1]))
            self.send("$OK %d %d 0" % self.watch)
        else:
            self.send("$NK")
        if self.state() != before:
            self.tell()

    def obey(self, line):
        command, *rest = line.split()
        if command == "car":
            self.car = rest[0]
            self.tell()
        elif command == "reboot":
            self.restart()
            self.send("$AB 00 5.2.1")
        elif command == "garbage":
            os.write(self.port, bytes(range(1, 256)))
        print("ok %02x %d A watch %d %d" % (self.state(), self.amps, *self.watch), flush=True)


def main():
    board = Board(os.open(sys.argv[1], os.O_RDWR | os.O_NOCTTY))
    print("ready", flush=True)
    received = b""
    while True:
        ready, _, _ = select.select([board.port, 0], [], [])
        if board.port in ready:
            received += os.read(board.port, 256)
            *lines, received = received.split(b"\r")
            for line in lines:
                board.take(line.decode("latin-1"))
        if 0 in ready:
            told = os.read(0, 4096).decode()
            if not told:
                return
            for line in told.splitlines():
                board.obey(line)


main()
