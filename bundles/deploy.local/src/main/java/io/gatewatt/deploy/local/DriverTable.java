// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.local;

import io.gatewatt.deploy.Attempt;
import io.gatewatt.deploy.Deployed;
import io.gatewatt.deploy.Deployment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What was deployed, as a table for a terminal. */
final class DriverTable {

    private DriverTable() {}

    static String of(Deployment deployment) {
        return of(deployment.deployed(), deployment.attempts(), deployment.unsignedAllowed());
    }

    static String of(List<Deployed> deployed, List<Attempt> attempts, boolean unsignedAllowed) {
        StringBuilder text = new StringBuilder();
        if (deployed.isEmpty()) {
            text.append("Nothing was deployed here: the drivers are those of the distribution.\n");
        } else {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("NAME", "VERSION", "SINCE", "BACK TO", "SIGNER"));
            for (Deployed one : deployed) {
                rows.add(List.of(
                        one.name(),
                        one.version(),
                        time(one.since()),
                        one.kept().isEmpty() ? "-" : String.join(" ", one.kept()),
                        one.signer().isEmpty() ? "unsigned" : one.signer()));
            }
            append(text, rows);
        }
        List<Attempt> bad =
                attempts.stream().filter(one -> !one.outcome().good()).toList();
        if (!bad.isEmpty()) {
            text.append("\nDid not work since the start, the newest first:\n");
            for (Attempt one : bad) {
                text.append(time(one.at()))
                        .append("  by ")
                        .append(one.origin())
                        .append(": ")
                        .append(one.outcome().words())
                        .append('\n');
            }
        }
        if (unsignedAllowed) {
            text.append("\nDeveloper mode: unsigned bundles are let in (setting Deploy.unsignedAllowed).\n");
        }
        return text.toString();
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void append(StringBuilder text, List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns - 1; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                String cell = row.get(column);
                text.append(cell);
                if (column < columns - 1) {
                    text.append(" ".repeat(widths[column] - cell.length() + 2));
                }
            }
            text.append('\n');
        }
    }
}
