// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

/** The steps of an exchange that something on disk or in the framework has changed after; a kill is tried at each of them. */
enum Step {
    KEPT,
    TRIED,
    BEGUN,
    STARTED,
    PROVEN,
    STOPPED,
    SEEN,
    COMMITTED,
    PUT_AWAY,
    UNDONE
}
