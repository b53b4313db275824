// SPDX-License-Identifier: Apache-2.0
/** The test report: results per functionality and case with their frames, response times, configuration; HTML and JSON. */
package io.gatewatt.itests.conformance.report;
