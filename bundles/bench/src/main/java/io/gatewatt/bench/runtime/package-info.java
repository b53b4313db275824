// SPDX-License-Identifier: Apache-2.0
/** The bench in the runtime: services, files, configuration. */
package io.gatewatt.bench.runtime;
