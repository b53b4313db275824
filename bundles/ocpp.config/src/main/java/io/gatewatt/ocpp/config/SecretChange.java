// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.config.settings.AuthorizationKey;
import io.gatewatt.ocpp.v16.ChangeConfiguration.Confirmation;
import io.gatewatt.ocpp.v16.ChangeConfiguration.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the AuthorizationKey. The answer still goes out on the present connection; the next one is made with the new key.
 *
 * @param home the station's home directory
 * @param reconnect makes a new connection
 */
record SecretChange(Path home, Runnable reconnect) {

    private static final Logger LOG = LoggerFactory.getLogger(SecretChange.class);

    /**
     * The answer to a change, once the new key is on disk.
     *
     * @throws OcppException InternalError when it cannot be stored
     */
    Reply<Confirmation> change(String value) {
        Optional<String> problem = AuthorizationKey.problem(value);
        if (problem.isPresent()) {
            LOG.info("ChangeConfiguration of {} is refused: the value {}", AuthorizationKey.NAME, problem.get());
            return Reply.of(new Confirmation(Status.Rejected));
        }
        try {
            AuthorizationKey.keep(home, value);
        } catch (IOException e) {
            LOG.error("the new {} cannot be stored: {}", AuthorizationKey.NAME, e.toString());
            throw new OcppException(ErrorCode.InternalError, "the key could not be stored");
        }
        LOG.info("{} was changed by the central system", AuthorizationKey.NAME);
        return Reply.of(new Confirmation(Status.Accepted)).then(reconnect);
    }
}
