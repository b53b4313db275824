// SPDX-License-Identifier: Apache-2.0
/** A bundle of the tests that looks at a station from inside. */
package io.gatewatt.itests.drivers.probe;
