/** Runs inside the station, not in the test. */
package io.gatewatt.itests.session.probe;
