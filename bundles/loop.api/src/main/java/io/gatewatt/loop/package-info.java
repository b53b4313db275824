// SPDX-License-Identifier: Apache-2.0
/**
 * The loop that owns the truth, one thread at a time, and the store that is committed with each of its turns.
 *
 * <p>A turn is a task (or a few that waited together). Everything it wrote to the store is committed with one fsync at its
 * end; then, and only then, its effects run. A process killed at any instant is found before or after a turn.
 */
@Export
@Version("1.1.0")
package io.gatewatt.loop;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
