// SPDX-License-Identifier: Apache-2.0
/** The edge to the process: the line that says ready, restart by exit code, and the end when the supervisor is gone. */
package io.gatewatt.process;
