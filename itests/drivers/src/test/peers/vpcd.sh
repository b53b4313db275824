#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# pcscd with a virtual terminal, and the cards for it (cards.py reads stdin). In a network namespace of its own, for vpcd listens on all addresses;
# the socket that PC/SC clients use is in the file system and seen by everybody. Ends with its stdin.
# usage: vpcd.sh FOLDER
set -e
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1/readers"
printf 'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x8C7B\nLIBPATH /usr/lib/pcsc/drivers/serial/libifdvpcd.so\nCHANNELID 0x8C7B\n' >"$1/readers/vpcd"
ip link set lo up
/usr/sbin/pcscd --foreground --config "$1/readers" >"$1/pcscd.log" 2>&1 &
daemon=$!
trap 'kill $daemon 2>/dev/null; wait $daemon' EXIT
trap 'exit 1' TERM INT
tries=0
# 8C7B: the first terminal's port
until [ -S /run/pcscd/pcscd.comm ] && grep -qi ':8C7B' /proc/net/tcp /proc/net/tcp6; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || { echo "pcscd does not come: $(tail -3 "$1/pcscd.log")"; exit 1; }
    sleep 0.1
done
/usr/bin/python3 "$here/cards.py" 35963
