// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Where the central system is, and who the station is for it. */
@ObjectClassDefinition(
        pid = "ocpp.connection",
        name = "Connection to the central system",
        description = "OCPP 1.6J over WebSocket. A change closes the connection and makes a new one at once."
                + " The password is no part of this: it is the secret AuthorizationKey.")
@interface ConnectionConfig {

    @AttributeDefinition(
            name = "Address",
            description =
                    "ws:// or wss:// address without the identity, for example wss://csms.example.com/ocpp. Empty: no connection.",
            required = false)
    String url() default "";

    @AttributeDefinition(
            name = "Identity",
            description =
                    "Name of this station at the central system. It is percent-encoded and appended to the address, and is the"
                            + " user name of Basic authentication.",
            required = false)
    String identity() default "";

    @AttributeDefinition(
            name = "Format of AuthorizationKey",
            description = "How the bytes of the password are read from the key.",
            options = {
                @Option(label = "hex digits when there are 32 to 40 of them, else text", value = "auto"),
                @Option(label = "always hex digits", value = "hex"),
                @Option(label = "always text", value = "text")
            })
    String authorizationKeyFormat() default "auto";

    @AttributeDefinition(
            name = "Trust store",
            description =
                    "File with the certificates to trust for wss: PEM, PKCS#12 or JKS; its password, when it has one, is the secret"
                            + " truststorePassword. Empty: the certificates that the Java runtime trusts.",
            required = false)
    String truststore() default "";
}
