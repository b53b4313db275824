// SPDX-License-Identifier: Apache-2.0
/** The figures of the shipped distribution, each beside its aim. */
package io.gatewatt.itests.benchmark;
