// SPDX-License-Identifier: Apache-2.0
/** Drivers against real peers: servers nobody here wrote, boards and cards as processes, ports that are pulled. */
package io.gatewatt.itests.drivers;
