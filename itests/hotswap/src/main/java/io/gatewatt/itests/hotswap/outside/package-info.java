// SPDX-License-Identifier: Apache-2.0
/** What stays outside the framework under test. */
package io.gatewatt.itests.hotswap.outside;
