// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop;

/**
 * Counters of the loop since it was made.
 *
 * @param turns turns done
 * @param commits durable commits
 * @param failedTasks tasks that threw
 * @param failedCommits commits that failed and were tried again
 * @param waiting tasks waiting now
 * @param bytesWritten bytes of keys and rows given to the store
 */
public record LoopStats(
        long turns, long commits, long failedTasks, long failedCommits, int waiting, long bytesWritten) {}
