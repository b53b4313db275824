// SPDX-License-Identifier: Apache-2.0
/** The lines themselves: jSerialComm below, two threads per line, one component. */
package io.gatewatt.transport.serial.runtime;
