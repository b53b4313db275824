// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.pcsc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looks are written terminals/inserted/holding, each a letter per terminal; "restart" is a new connection. */
class PresenceTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a card comes,                                  A/-/- A/A/A,                            -  A",
        "and comes again,                               A/-/- A/A/A A/-/- A/A/A,                -  A - A",
        "and comes again unseen,                        A/-/- A/A/A A/A/A,                      -  A A",
        "comes and is gone at once,                     A/-/- A/A/-,                            -  A",
        "lies there from the beginning,                 A/A/A A/-/- A/A/A,                      -  - A",
        "stays while the service is restarted,          A/-/- A/A/A restart A/A/A,              -  A -",
        "comes while the service is restarted,          A/-/- restart A/A/A,                    -  A",
        "stays on a terminal that is replugged,         A/-/- A/A/A -/-/- A/A/A,                -  A - -",
        "comes before the terminal is back,             A/-/- -/-/- A/A/A,                      -  - A",
        "lies on a terminal that is new,                A/-/- AB/B/B AB/-/- AB/B/B,             -  - - B",
        "is told anew when another terminal comes,      A/-/- A/A/A AB/A/A,                     -  A -",
        "comes as another terminal does,                A/-/- AB/A/A,                           -  A",
        "two come at once,                              AB/-/- AB/AB/AB,                        -  AB",
    })
    void tellsOfNewCardsOnly(String name, String looks, String presented) {
        Presence presence = new Presence();
        StringBuilder told = new StringBuilder();
        for (String look : looks.split(" ")) {
            if (look.equals("restart")) {
                presence.connected();
            } else {
                String[] parts = look.split("/");
                String now = String.join(
                        "", presence.looked(names(parts[0]), Set.copyOf(names(parts[1])), Set.copyOf(names(parts[2]))));
                told.append(now.isEmpty() ? "-" : now).append(' ');
            }
        }
        assertEquals(presented.replaceAll(" +", " "), told.toString().strip(), name);
    }

    private static List<String> names(String letters) {
        return Stream.of(letters.split(""))
                .filter(letter -> !letter.equals("-"))
                .toList();
    }
}
