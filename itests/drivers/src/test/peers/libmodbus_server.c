// SPDX-License-Identifier: Apache-2.0
// An Eastron SDM630 of libmodbus that shows 12345.678 kWh and 4321 W: "tcp PORT" or "rtu PTY UNIT". Says "ready" when it serves.
#include <errno.h>
#include <modbus.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// By hand, high word first: modbus_set_float_abcd of libmodbus 3.1.6 swaps the bytes.
static void put(modbus_mapping_t *map, int address, float value) {
    unsigned int bits;
    memcpy(&bits, &value, 4);
    map->tab_input_registers[address] = (unsigned short)(bits >> 16);
    map->tab_input_registers[address + 1] = (unsigned short)bits;
}

static void serve(modbus_t *modbus, modbus_mapping_t *map) {
    unsigned char query[MODBUS_TCP_MAX_ADU_LENGTH];
    for (;;) {
        int length = modbus_receive(modbus, query);
        if (length > 0) {
            modbus_reply(modbus, query, length, map);
        } else if (length < 0 && errno != ETIMEDOUT && errno != EMBBADCRC) {
            return;
        }
    }
}

int main(int count, char **arguments) {
    modbus_mapping_t *map = modbus_mapping_new(10, 10, 0x180, 0x180);
    for (int phase = 0; phase < 3; phase++) {
        put(map, 0x00 + 2 * phase, 230.5f);
        put(map, 0x06 + 2 * phase, 6.25f);
        put(map, 0x0C + 2 * phase, 1440.25f);
    }
    put(map, 0x34, 4321.0f);
    put(map, 0x46, 50.0f);
    put(map, 0x48, 12345.678f);
    if (count == 3 && strcmp(arguments[1], "tcp") == 0) {
        modbus_t *modbus = modbus_new_tcp("127.0.0.1", atoi(arguments[2]));
        int socket = modbus_tcp_listen(modbus, 1);
        puts("ready");
        fflush(stdout);
        while (modbus_tcp_accept(modbus, &socket) >= 0) {
            serve(modbus, map);
            modbus_close(modbus);
        }
    } else if (count == 4) {
        modbus_t *modbus = modbus_new_rtu(arguments[2], 9600, 'N', 8, 1);
        modbus_set_slave(modbus, atoi(arguments[3]));
        if (modbus_connect(modbus) == 0) {
            puts("ready");
            fflush(stdout);
            serve(modbus, map);
        }
    }
    fprintf(stderr, "ended: %s\n", modbus_strerror(errno));
    return 1;
}
