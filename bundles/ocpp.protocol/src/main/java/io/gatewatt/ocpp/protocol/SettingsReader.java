// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol;

import io.gatewatt.ocpp.protocol.link.ReconnectRange;
import io.gatewatt.ocpp.protocol.link.Timing;
import io.gatewatt.ocpp.protocol.wire.BasicAuth;
import io.gatewatt.ocpp.protocol.wire.Endpoint;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Configurations to settings; nothing wrong in them ends the component. */
final class SettingsReader {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsReader.class);

    private SettingsReader() {}

    static Settings read(ConnectionConfig connection, StationConfig station, TimingConfig timing) {
        Timing keys = keys(timing);
        ReconnectRange range = range(station.reconnectSeconds());
        try {
            return new Settings(Optional.of(endpoint(connection)), "", keys, range);
        } catch (IllegalArgumentException e) {
            return new Settings(Optional.empty(), e.getMessage(), keys, range);
        }
    }

    private static Timing keys(TimingConfig timing) {
        try {
            return Timing.of(
                    timing.MessageTimeout(),
                    timing.WebSocketPingInterval(),
                    timing.TransactionMessageAttempts(),
                    timing.TransactionMessageRetryInterval());
        } catch (RuntimeException e) {
            // The framework converts when a value is asked for.
            LOG.warn("a key of ocpp.core is not a number ({}); the defaults are used", e.getMessage());
            return Timing.DEFAULT;
        }
    }

    private static Endpoint endpoint(ConnectionConfig connection) {
        return Endpoint.of(
                connection.url(),
                connection.identity(),
                format(connection.authorizationKeyFormat()),
                connection.truststore());
    }

    private static BasicAuth.Format format(String name) {
        try {
            return BasicAuth.Format.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "authorizationKeyFormat '" + name + "' is none: use auto, hex or text in ocpp.connection", e);
        }
    }

    private static ReconnectRange range(String text) {
        try {
            return ReconnectRange.parse(text);
        } catch (IllegalArgumentException e) {
            LOG.warn("{}; 1..60 is used", e.getMessage());
            return ReconnectRange.DEFAULT;
        }
    }
}
