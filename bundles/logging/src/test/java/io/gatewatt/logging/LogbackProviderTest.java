// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
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

    @Test
    void anEventIsOneLineWithItsStackTraceBelow() {
        LoggerContext context = new LoggerContext();
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(context);
        event.setLoggerName("io.gatewatt.station.core.DeviceSlot");
        event.setLevel(Level.INFO);
        event.setMessage("{} is bound");
        event.setArgumentArray(new Object[] {"meter"});
        event.setInstant(Instant.EPOCH);
        event.setThrowableProxy(new ThrowableProxy(new IllegalStateException("why", new RuntimeException("deeper"))));
        String[] lines =
                new String(new LineEncoder().encode(event), StandardCharsets.UTF_8).split(System.lineSeparator());
        assertTrue(lines[0].matches("\\d\\d:\\d\\d:00\\.000 INFO  DeviceSlot {13}meter is bound"), lines[0]);
        assertEquals("java.lang.IllegalStateException: why", lines[1]);
        assertTrue(lines[2].startsWith("\tat io.gatewatt.logging.LogbackProviderTest."), lines[2]);
        assertTrue(Stream.of(lines).anyMatch("Caused by: java.lang.RuntimeException: deeper"::equals));
    }
}
