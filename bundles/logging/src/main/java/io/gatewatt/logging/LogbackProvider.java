// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Binds SLF4J to Logback and sets Logback up in code: one readable line per event on stderr, no file to find, no XML to parse at start.
 *
 * <p>The system property {@code gatewatt.log} sets the level of Gatewatt's own loggers (TRACE, DEBUG, INFO, WARN, ERROR; default INFO);
 * others are heard from WARN on, or from INFO on when Gatewatt's level is finer than INFO.
 *
 * <p>This fragment also declares the extenders {@code osgi.serviceloader.processor} and {@code .registrar} without being one: slf4j.api
 * and a Jetty bundle demand them, and nothing here needs a service loader to be mediated, because this class is found in the host itself.
 */
public final class LogbackProvider implements SLF4JServiceProvider {

    private final LoggerContext context = new LoggerContext();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final LogbackMDCAdapter diagnostics = new LogbackMDCAdapter();

    @Override
    public void initialize() {
        context.setName("gatewatt");
        context.setMDCAdapter(diagnostics);
        Level own = Level.toLevel(System.getProperty("gatewatt.log"), Level.INFO);
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(own.isGreaterOrEqual(Level.INFO) ? Level.WARN : Level.INFO);
        root.addAppender(stderr());
        context.getLogger("io.gatewatt").setLevel(own);
        context.start();
    }

    private ConsoleAppender<ILoggingEvent> stderr() {
        LineEncoder encoder = new LineEncoder();
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.addFilter(new InContext(context));
        appender.start();
        return appender;
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return diagnostics;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    /**
     * Felix's bridge from the OSGi log service makes events without their context; this Logback fails on them, quietly, and nobody would hear of
     * a component that throws or a jar that cannot be started.
     */
    private static final class InContext extends Filter<ILoggingEvent> {

        private final LoggerContext loggers;

        InContext(LoggerContext loggers) {
            this.loggers = loggers;
        }

        @Override
        public FilterReply decide(ILoggingEvent event) {
            if (event instanceof LoggingEvent bare) {
                bare.setLoggerContext(loggers);
            }
            return FilterReply.NEUTRAL;
        }
    }
}
