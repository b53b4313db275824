// SPDX-License-Identifier: Apache-2.0
/** How a bundle comes from the machine itself: by the drop folder, and by the command line over a socket in the home. */
package io.gatewatt.deploy.local;
