// SPDX-License-Identifier: Apache-2.0
/**
 * The station: connectors, transactions and what they may be asked; and the whiteboards by which profiles plug in
 * ({@link io.gatewatt.station.StartPolicy}, {@link io.gatewatt.station.KnownTokens}, {@link io.gatewatt.station.Reservations},
 * {@link io.gatewatt.station.CurrentLimit}, {@link io.gatewatt.station.StatusFacet}, {@link io.gatewatt.station.StationListener}). It knows no OCPP: status names and reasons are those of the field.
 */
@Export
@Version("1.1.0")
package io.gatewatt.station;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
