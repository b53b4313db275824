// SPDX-License-Identifier: Apache-2.0
/** The outside of a station: everything an end-to-end test needs that is not the station itself. */
package io.gatewatt.itests.harness;
