// SPDX-License-Identifier: Apache-2.0
/** The REST interface of the bench, as one table of routes; the servlet is a thin edge. */
package io.gatewatt.bench.rest;
