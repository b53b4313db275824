// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.ocpp.config.AppliedSettings.First;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;

class AppliedSettingsTest {

    private static final Map<String, String> SETTINGS =
            Map.of("HeartbeatInterval", "20", "AuthorizationKey", "passwordpassword");

    private VirtualLoop loop = new VirtualLoop();

    @Test
    void firstStartIsOncePerHome() throws Exception {
        assertEquals(First.YES, first(SETTINGS));
        loop = loop.crash();
        assertEquals(First.YES, first(SETTINGS), "a start that was cut off before it was done");
        firstDone(SETTINGS);
        loop = loop.crash();
        assertEquals(First.NO, first(SETTINGS));
        assertEquals(First.NO, first(Map.of()));
        assertEquals(First.NO_AND_OTHERS, first(Map.of("HeartbeatInterval", "30")));
    }

    @Test
    void aFirstStartWithoutSettingsIsOneToo() throws Exception {
        firstDone(Map.of());
        assertEquals(First.NO_AND_OTHERS, first(SETTINGS));
    }

    @Test
    void theSecretLeavesNoTrace() {
        firstDone(SETTINGS);
        String withSecret = loop.committed("config_applied").get("first").text("digest");
        firstDone(Map.of("HeartbeatInterval", "20"));
        assertEquals(withSecret, loop.committed("config_applied").get("first").text("digest"));
        assertFalse(loop.committed("config_applied").toString().contains("password"));
    }

    @Test
    void everyStartIsNewOnce() throws Exception {
        assertEquals(true, startIsNew("1"));
        AppliedSettings applied = new AppliedSettings(loop);
        applied.startDone("1");
        loop.run();
        assertEquals(false, startIsNew("1"));
        loop = loop.crash();
        assertEquals(true, startIsNew("2"));
    }

    private First first(Map<String, String> settings) throws Exception {
        Promise<First> first = new AppliedSettings(loop).first(settings);
        loop.run();
        return first.getValue();
    }

    private boolean startIsNew(String start) throws Exception {
        Promise<Boolean> fresh = new AppliedSettings(loop).startIsNew(start);
        loop.run();
        return fresh.getValue();
    }

    private void firstDone(Map<String, String> settings) {
        new AppliedSettings(loop).firstDone(settings);
        loop.run();
    }
}
