# SPDX-License-Identifier: Apache-2.0
"""The PC/SC service with two virtual terminals, and cards for the first, which answer FF CA 00 00 00 with their unique id, as a reader's firmware would.

To be run in a network namespace of its own (unshare -n), for vpcd listens on all addresses; the socket of PC/SC clients is in the file system and seen by
everybody. Ends with its stdin, and pcscd with it.

usage: vpcd.py FOLDER
stdin: "start", "start none" (no terminal), "stop" (of pcscd), "freeze", "thaw", "show UID", "take", "mute" (a card that answers nothing), "refuse SW".
Says "ok" after each.
"""
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time

ATR = bytes.fromhex("3B8F8001804F0CA000000306030001000000006A")
PORT = 0x8C7B
TERMINALS = (
    'FRIENDLYNAME "Virtual PCD"\n'
    "DEVICENAME /dev/null:0x%X\n"
    "LIBPATH /usr/lib/pcsc/drivers/serial/libifdvpcd.so\n"
    "CHANNELID 0x%X\n" % (PORT, PORT)
)

folder = sys.argv[1]
daemon = None
card = None


def until(condition, what):
    for _ in range(200):
        if condition():
            return
        time.sleep(0.05)
    raise SystemExit(what)


def listens():
    for table in "/proc/net/tcp", "/proc/net/tcp6":
        with open(table) as rows:
            if any((":%X" % PORT) in row.split()[1] for row in rows):
                return True
    return False


def start(terminals):
    global daemon
    readers = os.path.join(folder, "readers")
    os.makedirs(readers, exist_ok=True)
    with open(os.path.join(readers, "vpcd"), "w") as config:
        config.write(TERMINALS if terminals else "")
    with open(os.path.join(folder, "pcscd.log"), "a") as log:
        daemon = subprocess.Popen(["/usr/sbin/pcscd", "--foreground", "--config", readers], stdout=log, stderr=log)
    until(lambda: os.path.exists("/run/pcscd/pcscd.comm") and (not terminals or listens()), "pcscd does not come")


def stop():
    global daemon
    take()
    if daemon:
        daemon.send_signal(signal.SIGCONT)
        daemon.terminate()
        daemon.wait()
    daemon = None


def exactly(connection, count):
    data = b""
    while len(data) < count:
        more = connection.recv(count - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def serve(connection, answer):
    try:
        while True:
            command = exactly(connection, struct.unpack(">H", exactly(connection, 2))[0])
            if command == b"\x04":
                said = ATR
            elif len(command) == 1:
                continue
            elif command[:3] == b"\xff\xca\x00":
                said = answer
            else:
                said = b"\x6a\x81"
            connection.sendall(struct.pack(">H", len(said)) + said)
    except (EOFError, OSError):
        pass


def show(answer):
    global card
    take()
    card = socket.create_connection(("127.0.0.1", PORT))
    threading.Thread(target=serve, args=(card, answer), daemon=True).start()


def take():
    global card
    if card:
        try:
            card.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # pcscd has left
        card.close()
        card = None


subprocess.check_call(["/sbin/ip", "link", "set", "lo", "up"])
signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
try:
    print("ok", flush=True)
    for line in sys.stdin:
        command, *rest = line.split()
        if command == "start":
            start(not rest)
        elif command == "stop":
            stop()
        elif command == "freeze":
            daemon.send_signal(signal.SIGSTOP)
        elif command == "thaw":
            daemon.send_signal(signal.SIGCONT)
        elif command == "show":
            show(bytes.fromhex(rest[0]) + b"\x90\x00")
        elif command == "mute":
            show(b"")
        elif command == "refuse":
            show(bytes.fromhex(rest[0]))
        elif command == "take":
            take()
        print("ok", flush=True)
finally:
    stop()
