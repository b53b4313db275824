// SPDX-License-Identifier: Apache-2.0
/** What a case of the catalogue is written with: a station, its wire, and the states cases begin from. */
package io.gatewatt.itests.conformance.kit;
