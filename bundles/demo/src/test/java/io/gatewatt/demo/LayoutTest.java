// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutTest {

    private final Layout layout = new Layout(false);

    @Test
    void framesStandInTheirColumn() {
        String one = layout.frame(1.25, "The station introduces itself", true, "BootNotification {}");
        String two = layout.frame(123.4, "", false, "BootNotification {}");

        assertEquals("   1.3 s   The station introduces itself                 → BootNotification {}", one);
        assertEquals(one.indexOf('→'), two.indexOf('←'));
    }

    @Test
    void noLineIsWiderThanATerminal() {
        String line = layout.frame(99.9, "w".repeat(300), true, "f".repeat(300));

        assertEquals(120, line.length(), 2);
        assertTrue(line.contains("w…") && line.endsWith("f…"));
    }

    @Test
    void aFrameCannotBreakOrColourALine() {
        assertFalse(layout.frame(0, "", true, "a\n\033[31mb").matches("(?s).*[\n\033].*"));
    }

    @Test
    void coloursAreForTerminalsThatWantThem() {
        assertFalse(Terminal.colours(Map.of("TERM", "xterm", "NO_COLOR", "1")));
        assertFalse(Terminal.colours(Map.of()));
        assertTrue(new Layout(true).act(0, "x").contains("\033[1m"));
        assertFalse(layout.act(0, "x").contains("\033"));
    }
}
