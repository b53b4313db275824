// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy;

import java.time.Instant;

/**
 * Something that was asked for, and what came of it.
 *
 * @param at when it ended
 * @param origin where it came from, in words
 * @param outcome what came of it
 */
public record Attempt(Instant at, String origin, Outcome outcome) {}
