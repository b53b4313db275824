// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.deploy.Attempt;
import io.gatewatt.deploy.Deployed;
import io.gatewatt.deploy.Outcome;
import io.gatewatt.deploy.Outcome.Result;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriversViewTest {

    private static final Instant AT = Instant.parse("2026-11-22T14:02:11.523Z");
    private static final String EVIL = "<script>hit=1</script>\"'&${x}";

    private static Attempt attempt(Result result, String words) {
        return new Attempt(AT, "drop folder", new Outcome(result, "n", "1", words, 1));
    }

    @Test
    void whatABundleTellsIsTextNotMarkup() {
        String html = DriversView.of(
                List.of(new Deployed(EVIL, EVIL, EVIL, AT, List.of(EVIL))),
                List.of(attempt(Result.REFUSED, EVIL)),
                true,
                Long.toString(AT.toEpochMilli()));
        assertFalse(html.contains("<script>hit"), html);
        assertFalse(html.contains("${"), html);
        assertTrue(html.contains("&lt;script&gt;hit=1&lt;/script&gt;&quot;&#39;&amp;&#36;{x}"), html);
    }

    @Test
    void developerModeIsToldInABanner() {
        assertTrue(DriversView.of(List.of(), List.of(), true, "").contains("Developer mode"));
        assertFalse(DriversView.of(List.of(), List.of(), false, "").contains("Developer mode"));
    }

    @Test
    void unsignedIsSeenAndNoRollBackOfferedWhereNothingIsKept() {
        String html = DriversView.of(List.of(new Deployed("n", "1.0.0", "", AT, List.of())), List.of(), false, "");
        assertTrue(html.contains(">unsigned<"), html);
        assertFalse(html.contains("Roll back"), html);
        assertTrue(html.contains(">Remove<"), html);
    }

    @Test
    void onlyTheOutcomeThatIsWaitedForStandsOnTop() {
        List<Attempt> attempts = List.of(attempt(Result.ROLLED_BACK, "2.0.0 did not prove itself"));
        assertFalse(DriversView.of(List.of(), attempts, false, "1").contains("gw-told\">"));
        String html = DriversView.of(List.of(), attempts, false, Long.toString(AT.toEpochMilli()));
        assertTrue(html.contains("<strong>Rolled back.</strong> 2.0.0 did not prove itself"), html);
    }

    @ParameterizedTest
    @CsvSource({
        "meter-1.0.jar, meter-1.0.jar",
        "../../etc/passwd, passwd",
        "'C:\\Users\\me\\meter.jar', meter.jar",
        "'a b<c>.jar', a_b_c_.jar",
        "..,bundle.jar",
        "'',bundle.jar",
        ",bundle.jar"
    })
    void namesOfUploadsAreHarmless(String submitted, String name) {
        assertEquals(name, Upload.name(submitted));
    }
}
