// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.conformance.kit;

import io.gatewatt.itests.conformance.report.CaseResult;
import io.gatewatt.itests.conformance.report.TestReport;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each class of cases its station, each case the first state, and the report what came of it. A frame of the station that breaks a schema
 * fails the case in which it came.
 */
public final class Laboratory implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace OURS = Namespace.create(Laboratory.class);

    /** One for all: what is played again belongs to the same report. */
    private static final TestReport REPORT = new TestReport();

    @Override
    public void beforeEach(ExtensionContext context) {
        Bay bay = bay(context);
        bay.prepare();
        bay.began = Instant.now();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Bay bay = bay(context);
        StationUnderTest station = bay.station;
        Optional<Throwable> failure = context.getExecutionException();
        List<String> violations =
                station.csms().violations().stream().skip(bay.violations).toList();
        Functionality functionality = context.getRequiredTestClass().getAnnotation(Functionality.class);
        Method method = context.getRequiredTestMethod();
        TestReport report = report(context);
        report.add(new CaseResult(
                functionality.profile(),
                functionality.value(),
                method.getName().startsWith("X_") ? method.getName().replace('_', '-') : method.getName(),
                method.getAnnotation(Case.class).value(),
                functionality.fixedCable(),
                failure.map(Throwable::getMessage)
                        .or(() -> violations.stream().findFirst())
                        .map(message -> message.lines().findFirst().orElse("failed")),
                Duration.between(bay.began, Instant.now()),
                station.wire().entries(),
                station.takeTriggered()));
        station.takeFigures().forEach(report::figure);
        if (bay.describe) {
            bay.describe = false;
            report.station(station.boot(), station.fixedCable(), bay.configuration);
        }
        bay.spoilt = failure.isPresent();
        if (!violations.isEmpty()) {
            throw new AssertionError("frames against the schemas: " + String.join("\n", violations));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == StationUnderTest.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return bay(context).station;
    }

    private static Bay bay(ExtensionContext context) {
        Functionality functionality = context.getRequiredTestClass().getAnnotation(Functionality.class);
        // Of the class, not of the method: closed when all its cases are done.
        ExtensionContext ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        return ofClass.getStore(OURS).getOrComputeIfAbsent(Bay.class, type -> new Bay(functionality), Bay.class);
    }

    private static TestReport report(ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .getOrComputeIfAbsent(TestReport.class, type -> REPORT, TestReport.class);
    }

    /** Where the station of a class stands. */
    private static final class Bay implements AutoCloseable {

        private final Functionality functionality;
        private StationUnderTest station;
        private com.fasterxml.jackson.databind.JsonNode configuration;
        private boolean describe = true;
        private boolean spoilt;
        private int violations;
        private Instant began = Instant.EPOCH;

        Bay(Functionality functionality) {
            this.functionality = functionality;
        }

        /** A station in the first state. */
        void prepare() {
            if (station != null && !spoilt) {
                try {
                    station.restore();
                } catch (AssertionError | RuntimeException e) {
                    // It will not go back: whoever is next shall not suffer from it.
                    spoilt = true;
                }
            }
            if (station == null || spoilt) {
                close();
                station = new StationUnderTest(functionality);
                configuration = station.configuration();
                spoilt = false;
            }
            violations = station.csms().violations().size();
            station.wire().begin();
        }

        @Override
        public void close() {
            if (station != null) {
                station.close();
            }
        }
    }
}
