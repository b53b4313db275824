// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.local;

import io.gatewatt.deploy.Attempt;
import io.gatewatt.deploy.Deployed;
import io.gatewatt.deploy.Deployment;
import io.gatewatt.deploy.Outcome;
import io.gatewatt.deploy.Outcome.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Deploys files of one line: {@code NAME VERSION}, {@code NAME VERSION needs OTHER}, {@code NAME VERSION sick}; all else is refused. */
final class FakeDeployment implements Deployment {

    /** Verb, file or name, result. */
    final List<String> calls = new ArrayList<>();

    final Map<String, Deployed> deployed = new TreeMap<>();
    List<Attempt> attempts = List.of();
    boolean unsignedAllowed;

    @Override
    public synchronized Outcome install(Path jar, String origin) throws IOException {
        String[] parts = Files.readString(jar).strip().split(" ");
        Outcome outcome = judge(parts);
        calls.add("install " + jar.getFileName() + " " + outcome.result());
        return outcome;
    }

    private Outcome judge(String... parts) {
        if (parts.length < 2) {
            return new Outcome(Result.REFUSED, "", "", "it is refused: no bundle", 1);
        }
        Deployed before = deployed.get(parts[0]);
        if (parts.length > 2 && parts[2].equals("sick")) {
            return new Outcome(Result.ROLLED_BACK, parts[0], before == null ? "" : before.version(), "it is sick", 1);
        }
        if (parts.length > 3 && !deployed.containsKey(parts[3])) {
            return new Outcome(Result.REFUSED, parts[0], "", "it needs " + parts[3], 1);
        }
        if (before != null && before.version().equals(parts[1])) {
            return new Outcome(Result.UNCHANGED, parts[0], parts[1], "the same", 1);
        }
        deployed.put(
                parts[0], new Deployed(parts[0], parts[1], "", Instant.parse("2026-11-22T14:02:11.5Z"), List.of()));
        return new Outcome(Result.DEPLOYED, parts[0], parts[1], parts[0] + " " + parts[1] + " runs", 1);
    }

    @Override
    public synchronized Outcome rollback(String name, String origin) {
        calls.add("rollback " + name);
        return new Outcome(Result.REFUSED, name, "1.0.0", "there is no version of " + name + " before 1.0.0", 1);
    }

    @Override
    public synchronized Outcome remove(String name, String origin) {
        calls.add("remove " + name);
        deployed.remove(name);
        return new Outcome(Result.REMOVED, name, "", name + " is gone", 1);
    }

    @Override
    public synchronized List<Deployed> deployed() {
        return List.copyOf(deployed.values());
    }

    @Override
    public synchronized List<Attempt> attempts() {
        return attempts;
    }

    @Override
    public boolean unsignedAllowed() {
        return unsignedAllowed;
    }
}
