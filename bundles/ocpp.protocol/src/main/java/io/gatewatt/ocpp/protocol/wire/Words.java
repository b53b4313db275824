// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.wire;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.websocket.api.exceptions.UpgradeException;

/** Says in words why a connection could not be made, and what to do about it. */
final class Words {

    // Jetty itself refuses a sub-protocol that was not asked for, and tells it in its message alone.
    private static final Pattern SUB_PROTOCOL =
            Pattern.compile("subprotocol \\[([^\\]]*)\\] not found", Pattern.CASE_INSENSITIVE);

    private static final String URL = Endpoint.URL_SETTING;

    private Words() {}

    static String of(Throwable failure, Endpoint to) {
        int status = status(failure);
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return status > 0 && status != 101 ? http(status, to) : network(root, to);
    }

    /** The HTTP status of the answer to the handshake; 0 when there was none. */
    static int status(Throwable failure) {
        int status = 0;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UpgradeException upgrade && upgrade.getResponseStatusCode() > 0) {
                status = upgrade.getResponseStatusCode();
            }
        }
        return status;
    }

    static String subProtocol(String offered, Endpoint to) {
        String what = offered == null || offered.isEmpty() ? "no sub-protocol" : "sub-protocol '" + offered + "'";
        return to.authority() + " answers with " + what + " instead of '" + JettyConnection.SUB_PROTOCOL
                + "': enable OCPP 1.6J for this station there, or correct " + URL;
    }

    static String http(int status, Endpoint to) {
        String identity = "'" + to.identity() + "'";
        String words = switch (status) {
            case 401 ->
                "the central system refuses the password of identity " + identity
                        + ": check AuthorizationKey and the identity";
            case 403 -> "the central system forbids identity " + identity + ": have it admitted there";
            case 404 ->
                "the central system does not know this address or identity " + identity
                        + ": check --csms and --identity (url and identity in ocpp.connection), and that ocpp1.6 is enabled for it there";
            case 400, 426 ->
                "the central system does not accept this WebSocket request: check that " + URL
                        + " is its OCPP 1.6J address";
            case 429 -> "the central system asks for fewer attempts: wait";
            case 502, 503, 504 -> "the central system is not ready to serve: wait, or ask its operator";
            default ->
                status / 100 == 3
                        ? "the central system redirects, which is not followed: put the final address into " + URL
                        : status / 100 == 5
                                ? "the central system fails: ask its operator"
                                : "this is no OCPP WebSocket address: check " + URL;
        };
        return "HTTP " + status + " from " + to.authority() + ": " + words;
    }

    private static String network(Throwable root, Endpoint to) {
        String at = to.authority();
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        Matcher subProtocol = SUB_PROTOCOL.matcher(message);
        if (subProtocol.find()) {
            return subProtocol(subProtocol.group(1), to);
        }
        if (root instanceof UnknownHostException || root instanceof UnresolvedAddressException) {
            return "the name of " + at + " cannot be resolved: check " + URL + " and the name server of this machine";
        }
        if (root instanceof SSLException || root instanceof java.security.GeneralSecurityException) {
            return "TLS with " + at + " failed (" + message
                    + "): check the certificate there, and truststore in ocpp.connection";
        }
        if (root instanceof SocketTimeoutException || root instanceof TimeoutException) {
            return at + " does not answer in time: check the network and " + URL;
        }
        if (root instanceof NoRouteToHostException) {
            return "there is no route to " + at + ": check the network";
        }
        if (root instanceof ConnectException) {
            return "nobody listens at " + at + " (" + message + "): is the central system up, " + URL + " right?";
        }
        if (root instanceof EOFException || root instanceof ClosedChannelException) {
            return at + " closed the connection instead of answering: check that " + URL
                    + " is its OCPP 1.6J address, ws or wss";
        }
        return "no connection to " + at + ": " + message;
    }
}
