// SPDX-License-Identifier: Apache-2.0
/** Runs inside the station, not in the test. */
package io.gatewatt.itests.session.probe;
