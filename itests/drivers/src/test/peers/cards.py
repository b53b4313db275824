# SPDX-License-Identifier: Apache-2.0
"""Cards for the virtual terminal of vpcd, each of which answers FF CA 00 00 00 with its unique id, as a reader's firmware would.

usage: cards.py PORT
stdin: "show UID" puts a card in, "take" takes it away. Says "ok" after each.
The wire: two bytes of length, then a command; those of one byte are control: 0 off, 1 on, 2 reset, 4 ATR.
"""
import socket
import struct
import sys
import threading

ATR = bytes.fromhex("3B8F8001804F0CA000000306030001000000006A")


def exactly(connection, count):
    data = b""
    while len(data) < count:
        more = connection.recv(count - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def serve(connection, uid):
    try:
        while True:
            command = exactly(connection, struct.unpack(">H", exactly(connection, 2))[0])
            if command == b"\x04":
                answer = ATR
            elif len(command) == 1:
                continue
            elif command[:3] == b"\xff\xca\x00":
                answer = uid + b"\x90\x00"
            else:
                answer = b"\x6a\x81"
            connection.sendall(struct.pack(">H", len(answer)) + answer)
    except (EOFError, OSError):
        pass


card = None
print("ready", flush=True)
for line in sys.stdin:
    command, *rest = line.split()
    if card:
        card.shutdown(socket.SHUT_RDWR)
        card.close()
        card = None
    if command == "show":
        card = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
        threading.Thread(target=serve, args=(card, bytes.fromhex(rest[0])), daemon=True).start()
    print("ok", flush=True)
