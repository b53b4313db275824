// SPDX-License-Identifier: Apache-2.0
/**
 * The buses themselves. A {@code Request} is framed by a {@code Framing}, carried by a {@code Channel}, and takes its turn in a {@code QueuedBus}.
 */
package io.gatewatt.transport.modbus.runtime;
