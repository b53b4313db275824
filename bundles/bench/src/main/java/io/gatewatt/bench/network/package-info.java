// SPDX-License-Identifier: Apache-2.0
/** The link to the central system, with a gate that a person can shut. */
package io.gatewatt.bench.network;
