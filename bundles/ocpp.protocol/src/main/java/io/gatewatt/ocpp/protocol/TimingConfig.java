// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol;

/** The Core keys that the protocol itself obeys; they are described where the other Core keys are. Spelt as in OCPP. */
@interface TimingConfig {

    /** Seconds until a call counts as not answered. */
    int MessageTimeout() default 30;

    /** Seconds between pings; 0 is off. */
    int WebSocketPingInterval() default 30;

    /** Most transmissions of a transaction message that fails. */
    int TransactionMessageAttempts() default 3;

    /** Seconds to wait, times the number of transmissions, before the next. */
    int TransactionMessageRetryInterval() default 60;
}
