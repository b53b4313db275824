// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.deploy.Outcome.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The station is cut off at each step of an exchange: afterwards exactly one version runs. */
class KillTest {

    private static final Keys MAKER = Keys.self("Maker");
    /** Until the journal says otherwise the version before is the one that runs. */
    private static final EnumSet<Step> AFTER_COMMIT = EnumSet.of(Step.COMMITTED, Step.PUT_AWAY);

    @TempDir
    private Path home;

    @TempDir
    private Path jars;

    private enum Way {
        BESIDE,
        EXCLUSIVE,
        FROM_DISTRIBUTION,
        FAILING,
        FAILING_EXCLUSIVE,
        FIRST,
        ROLL_BACK,
        REMOVE
    }

    /** Nothing catches it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    static Stream<Arguments> ways() {
        List<Arguments> all = new ArrayList<>();
        for (Way way : Way.values()) {
            for (Step step : Step.values()) {
                all.add(Arguments.of(way, step));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} killed when {1}")
    @MethodSource("ways")
    void oneVersionRuns(Way way, Step at) throws Exception {
        MAKER.trustedIn(home.resolve("trust"));
        boolean own = way == Way.FROM_DISTRIBUTION || way == Way.REMOVE;
        Path[] distribution = own ? new Path[] {Bundles.driver(jars, "1.0.0").jar()} : new Path[0];
        try (Station station = Station.open(home, step -> {}, distribution)) {
            if (way != Way.FIRST && way != Way.FROM_DISTRIBUTION) {
                if (!own) {
                    assertTrue(station.install(driver(way, "1.0.0")).good());
                }
                if (way == Way.ROLL_BACK || way == Way.REMOVE) {
                    assertTrue(station.install(driver(way, "1.1.0")).good());
                }
            }
        }
        List<Step> passed = new ArrayList<>();
        try (Station station = Station.open(
                home,
                step -> {
                    passed.add(step);
                    if (step == at) {
                        throw new Killed();
                    }
                },
                distribution)) {
            try {
                act(station, way);
            } catch (Killed e) {
                // As power cuts do, nothing is cleared up.
            }
        }
        boolean reached = passed.contains(at);
        boolean done = !reached || AFTER_COMMIT.contains(at);
        String before = way == Way.FIRST ? "" : way == Way.ROLL_BACK || way == Way.REMOVE ? "1.1.0" : "1.0.0";
        String after = switch (way) {
            case FAILING, FAILING_EXCLUSIVE, ROLL_BACK, REMOVE -> "1.0.0";
            default -> "1.1.0";
        };
        String expected = done ? after : before;
        try (Station station = Station.open(home, step -> {}, distribution)) {
            assertEquals(expected.isEmpty() ? List.of() : List.of(expected), station.running(), "after " + passed);
            if (way != Way.REMOVE) {
                assertEquals(
                        Result.DEPLOYED,
                        station.install(driver(Way.BESIDE, "1.2.0")).result());
                assertEquals(List.of("1.2.0"), station.running());
            }
        }
    }

    private void act(Station station, Way way) throws IOException {
        switch (way) {
            case ROLL_BACK -> station.deployment().rollback(Bundles.NAME, "test");
            case REMOVE -> station.deployment().remove(Bundles.NAME, "test");
            default -> station.install(driver(way, "1.1.0"));
        }
    }

    private Path driver(Way way, String version) throws IOException {
        Bundles bundle = Bundles.driver(jars, version);
        if (way == Way.EXCLUSIVE || way == Way.FAILING_EXCLUSIVE) {
            bundle.header("Gatewatt-Swap", "exclusive");
        }
        if (version.equals("1.1.0") && (way == Way.FAILING || way == Way.FAILING_EXCLUSIVE)) {
            bundle.header("Test-Behaviour", "start-throws");
        }
        return MAKER.sign(bundle.jar());
    }
}
