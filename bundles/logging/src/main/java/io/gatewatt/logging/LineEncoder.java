// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * One event as one line: time of day, level, last part of the logger's name, message; below it the stack trace, if there is one. Logback's pattern
 * layout would say the same, but prepares for all that a pattern can hold when the first line is written.
 */
final class LineEncoder extends EncoderBase<ILoggingEvent> {

    private static final int NAME = 22;
    private static final int LEVEL = 5;

    private final DateTimeFormatter time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    @Override
    public byte[] headerBytes() {
        return null;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(120);
        time.formatTo(event.getInstant().atZone(ZoneId.systemDefault()), line);
        line.append(' ');
        padded(line, event.getLevel().toString(), LEVEL);
        line.append(' ');
        String logger = event.getLoggerName();
        padded(line, logger.substring(logger.lastIndexOf('.') + 1), NAME);
        line.append(' ').append(event.getFormattedMessage()).append(System.lineSeparator());
        if (event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void padded(StringBuilder line, String text, int width) {
        line.append(text).append(" ".repeat(Math.max(0, width - text.length())));
    }

    @Override
    public byte[] footerBytes() {
        return null;
    }
}
