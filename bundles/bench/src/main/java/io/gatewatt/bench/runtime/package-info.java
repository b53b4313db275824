/** The bench in the runtime: services, files, configuration. */
package io.gatewatt.bench.runtime;
