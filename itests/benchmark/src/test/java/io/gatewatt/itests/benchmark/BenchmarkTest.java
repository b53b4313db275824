// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkTest {

    @Test
    void measuresEverythingOnce(@TempDir Path folder) throws Exception {
        Counts counts =
                Counts.parse(("--runs 1 --warm-up 1 --calls 1 --cycles 1 --commits 1 --settle 1 --charging 1 --idle 1"
                                + " --connectors 2")
                        .split(" "));
        JavaKind any =
                JavaKind.all().stream().filter(jdk -> !jdk.cached()).findFirst().orElseThrow();
        Path file = folder.resolve("benchmark.json");
        String table = Benchmark.run(counts, List.of(any), file);
        assertTrue(table.contains("RemoteStart to StartTransaction.req p50, ms"), table);
        JsonNode figures = new ObjectMapper().readTree(file.toFile()).path("figures");
        figures.forEach(figure -> assertEquals(
                1, figure.path("values").path(any.label()).path("runs").size(), figure.toString()));
        assertTrue(figures.size() > 25, table);
    }

    @Test
    void medianAndSharesAreThoseOfTheSamples() {
        Samples samples = new Samples(4_000_000, 1_000_000, 3_000_000, 2_000_000);
        assertEquals(2, samples.millis(0.5));
        assertEquals(4, samples.millis(0.99));
        Figures figures = new Figures();
        for (double value : new double[] {5, 1, 2}) {
            figures.add("f", "s", "c", value);
        }
        assertEquals(2, figures.all().get(0).median("c").orElseThrow());
    }

    @Test
    void quickIsLessOfEverything() {
        assertEquals(1, Counts.parse("--quick").runs());
        assertEquals(2, Counts.parse("--quick", "--runs", "2").runs());
        assertEquals(Counts.parse().calls(), Counts.parse("--quick").calls());
    }

    @Test
    void aWrongOptionIsNamed() {
        String message = assertThrows(IllegalArgumentException.class, () -> Counts.parse("--cals", "5"))
                .getMessage();
        assertTrue(message.contains("--cals") && message.contains("--calls N"), message);
    }
}
