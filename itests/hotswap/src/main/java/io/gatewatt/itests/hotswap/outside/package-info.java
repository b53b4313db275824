/** What stays outside the framework under test. */
package io.gatewatt.itests.hotswap.outside;
