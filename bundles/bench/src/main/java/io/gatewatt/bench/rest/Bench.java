// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.rest;

import io.gatewatt.bench.model.Charger;
import io.gatewatt.bench.model.Injections;
import io.gatewatt.bench.model.WallClock;
import io.gatewatt.bench.network.NetworkGate;

/**
 * All that the interface acts on.
 *
 * @param charger the virtual charger
 * @param network the link to the central system
 * @param clock the station's wall clock
 * @param injections rare conditions
 */
public record Bench(Charger charger, NetworkGate network, WallClock clock, Injections injections) {}
