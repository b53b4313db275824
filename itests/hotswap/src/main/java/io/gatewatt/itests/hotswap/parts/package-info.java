// SPDX-License-Identifier: Apache-2.0
/** What the bundles of the tests are made of; see {@link io.gatewatt.itests.hotswap.outside.Jars}. */
package io.gatewatt.itests.hotswap.parts;
