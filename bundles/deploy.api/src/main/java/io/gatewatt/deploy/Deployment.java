// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Brings driver and profile bundles onto a running station. Each step is a transaction: verified, resolved on trial, journalled, swapped, judged by
 * its health, committed or rolled back. A kill at any step leaves exactly one working version. The methods block until the outcome is known and may
 * be called on any thread; one deployment runs at a time.
 */
@ProviderType
public interface Deployment {

    /**
     * Installs a bundle, or upgrades the one of the same symbolic name.
     *
     * @param jar the bundle; it is copied and may be removed afterwards
     * @param origin where it came from, in words for the audit: {@code "drop folder"}, {@code "Web Console"}
     * @return the outcome; a refusal is an outcome, too
     * @throws IOException when the file cannot be read or the store cannot be written
     */
    Outcome install(Path jar, String origin) throws IOException;

    /**
     * Goes back to the version before the present one, by the same steps as an upgrade.
     *
     * @param name symbolic name of the bundle
     */
    Outcome rollback(String name, String origin) throws IOException;

    /** Takes a bundle off the station; what belongs to the distribution comes back in its own version. */
    Outcome remove(String name, String origin) throws IOException;

    /** All bundles that were deployed, by name, as the last deployment left them; never waits for one that is under way. */
    List<Deployed> deployed();

    /** What was asked for since the start of the station and what came of it, the newest first; the last 20. Never waits. */
    List<Attempt> attempts();

    /** Whether unsigned bundles are let in: developer mode. */
    boolean unsignedAllowed();
}
