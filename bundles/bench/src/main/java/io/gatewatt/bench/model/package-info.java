// SPDX-License-Identifier: Apache-2.0
/** The physics of the virtual charger: no OSGi, no HTTP, time injected. */
package io.gatewatt.bench.model;
