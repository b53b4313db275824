// SPDX-License-Identifier: Apache-2.0
/** The thread that waits for cards, and PC/SC behind it. */
package io.gatewatt.transport.pcsc.runtime;
