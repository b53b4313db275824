// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.logging;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogbackProviderTest {

    /** As Felix's bridge from the OSGi log service makes them. */
    @Test
    void anEventWithoutItsContextIsHeard() {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
        try {
            LogbackProvider provider = new LogbackProvider();
            provider.initialize();
            LoggingEvent bare = new LoggingEvent();
            bare.setLoggerName("LogService.org.example.driver");
            bare.setLevel(Level.WARN);
            bare.setMessage("no such port");
            bare.setInstant(Instant.EPOCH);
            bare.setThreadName("FelixLogListener");
            ((LoggerContext) provider.getLoggerFactory())
                    .getLogger(bare.getLoggerName())
                    .callAppenders(bare);
        } finally {
            System.setErr(before);
        }
        String line = heard.toString(StandardCharsets.UTF_8);
        assertTrue(line.contains("WARN") && line.contains("no such port"), line);
    }
}
