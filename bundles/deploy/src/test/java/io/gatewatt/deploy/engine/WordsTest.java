// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read, and what they set. */
class WordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            osgi.wiring.package | (osgi.wiring.package=com.example.x) | it imports com.example.x, which no bundle here exports
            osgi.wiring.package | (&(osgi.wiring.package=com.example.x)(version>=4.0.0)(!(version>=5.0.0))) | it imports com.example.x version from 4.0.0 below 5.0.0, which no bundle here exports
            osgi.service | (objectClass=x) | it requires osgi.service (objectClass=x), which no bundle here provides
            """)
    void aRequirementThatNobodyMeets(String namespace, String filter, String words) {
        assertEquals(words, Requirements.words(namespace, filter));
    }

    @ParameterizedTest
    @CsvSource({",,false,10", "true,,true,10", "false,3,false,3", ",0,false,1", ",1000,false,300", ",many,false,10"})
    void settings(String unsigned, String seconds, boolean allowed, int health) {
        Hashtable<String, Object> configuration = new Hashtable<>();
        if (unsigned != null) {
            configuration.put("unsignedAllowed", unsigned);
        }
        if (seconds != null) {
            configuration.put("healthSeconds", seconds);
        }
        assertEquals(new Settings(allowed, health), Settings.of(configuration, false));
    }

    @Test
    void theFeatureDecidesWhereNobodyHasConfigured() {
        assertTrue(Settings.of(null, true).unsignedAllowed());
        assertEquals(new Settings(false, 10), Settings.of(new Hashtable<>(Map.of("unsignedAllowed", false)), true));
    }

    @Test
    void tooManyCallsThatHang() throws Exception {
        Fence fence = new Fence();
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < Fence.MOST; i++) {
            Thread one = new Thread(() ->
                    assertThrows(FailedException.class, () -> fence.run("it", 1, () -> hang(release), () -> {})));
            one.start();
        }
        Awaitility.await().until(() -> fence.hanging() == Fence.MOST);
        FailedException failure = assertThrows(FailedException.class, () -> fence.call("one more", 1000, () -> 1));
        assertTrue(failure.getMessage().contains("hang already"), failure.getMessage());
        release.countDown();
        Awaitility.await().until(() -> fence.hanging() == 0);
        assertEquals(1, fence.call("one more", 10_000, () -> 1));
    }

    private static void hang(CountDownLatch release) {
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException e) {
                // It does not listen.
            }
        }
    }
}
