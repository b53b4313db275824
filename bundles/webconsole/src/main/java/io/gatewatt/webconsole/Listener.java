// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

/** One open page as the feed sees it. */
interface Listener {

    /**
     * Takes an event without waiting.
     *
     * @return false when the page is gone or too slow; it is told nothing more
     */
    boolean send(byte[] event);

    /** Ends the page's stream. */
    void close();
}
