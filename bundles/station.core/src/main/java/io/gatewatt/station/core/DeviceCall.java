// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

/** Something asked of a device, on its lane. */
@FunctionalInterface
interface DeviceCall<D, R> {

    /** May block and may throw anything. */
    R on(D device) throws Exception;
}
