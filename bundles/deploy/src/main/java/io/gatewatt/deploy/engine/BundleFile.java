// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import io.gatewatt.deploy.engine.SignatureCheck.Signer;
import org.osgi.framework.Version;

/**
 * A bundle in a file that has been looked through and found good.
 *
 * @param name symbolic name
 * @param digest of its content, see {@link Content#digest}
 * @param signer who signed it
 * @param exclusive whether it cannot share its hardware with the version before
 */
record BundleFile(String name, Version version, String digest, Signer signer, boolean exclusive) {}
