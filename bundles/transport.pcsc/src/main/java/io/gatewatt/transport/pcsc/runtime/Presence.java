// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.pcsc.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which cards are newly presented. The library tells of insertions, but also calls so what already lies in a terminal when the list of terminals
 * changes. A card that stays while the PC/SC service is restarted or a terminal is plugged in is not presented again; one that came meanwhile is.
 */
final class Presence {

    /** Names of the terminals at the last look; empty at first. */
    private List<String> before = List.of();
    /** Whether each terminal held a card when last seen, in whichever connection. */
    private final Map<String, Boolean> held = new HashMap<>();

    /** A new connection to PC/SC. */
    void connected() {
        before = List.of();
    }

    /**
     * After a look at all terminals that found something changed.
     *
     * @param terminals names of those there are
     * @param inserted names of those that report an insertion
     * @param holding names of those that hold a card now
     * @return names of those with a newly presented card
     */
    List<String> looked(List<String> terminals, Set<String> inserted, Set<String> holding) {
        boolean same = terminals.equals(before);
        List<String> presented = terminals.stream()
                .filter(name -> inserted.contains(name) && (same || Boolean.FALSE.equals(held.get(name))))
                .toList();
        terminals.forEach(name -> held.put(name, holding.contains(name)));
        before = terminals;
        return presented;
    }
}
