// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** A virtual card reader. One service per reader, with service property {@link #NUMBER}. */
@ProviderType
public interface VirtualReader {

    /** Service property: number of the reader, 1 or more, an {@code Integer}. */
    String NUMBER = "reader";

    /** Gives the value of each card presented from now on to the sink; closing the result ends it. */
    AutoCloseable listen(Consumer<String> sink);
}
