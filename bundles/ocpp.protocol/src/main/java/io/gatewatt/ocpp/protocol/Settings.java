// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol;

import io.gatewatt.ocpp.protocol.link.ReconnectRange;
import io.gatewatt.ocpp.protocol.link.Timing;
import io.gatewatt.ocpp.protocol.wire.Endpoint;
import java.util.Optional;

/**
 * What the protocol is told from outside.
 *
 * @param endpoint where to connect; empty when the settings do not say so properly
 * @param problem what is wrong with them then, and what to do
 */
public record Settings(Optional<Endpoint> endpoint, String problem, Timing timing, ReconnectRange reconnect) {}
