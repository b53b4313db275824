// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.local;

import io.gatewatt.deploy.Deployment;
import io.gatewatt.deploy.Outcome;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Does what the command line asks for. Safe for threads, as deploying is. */
final class Clerk {

    static final String ORIGIN = "command line";

    private static final long MOST_BYTES = 64L << 20;

    private final Deployment deployment;
    private final Path scratch;

    /** @param scratch folder for files on their way */
    Clerk(Deployment deployment, Path scratch) {
        this.deployment = deployment;
        this.scratch = scratch;
    }

    /** Reads one request and does it. */
    Answer serve(InputStream in) throws IOException {
        Request request = Request.read(in);
        try {
            if (request.is("list", 0)) {
                return Answer.told(DriverTable.of(deployment));
            } else if (request.is("install", 2)) {
                return install(request, in);
            } else if (request.is("rollback", 1)) {
                return Answer.of(deployment.rollback(request.parameter(1), ORIGIN));
            } else if (request.is("remove", 1)) {
                return Answer.of(deployment.remove(request.parameter(1), ORIGIN));
            }
            return Answer.notUnderstood("this station does not know how to " + request.parameter(0)
                    + "; it may be older than this command line");
        } catch (EOFException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return Answer.failed("the station could not do it: " + e);
        }
    }

    private Answer install(Request request, InputStream in) throws IOException {
        String length = request.parameter(1);
        Path named = Path.of(request.parameter(2)).getFileName();
        if (!length.matches("\\d{1,18}") || named == null) {
            return Answer.notUnderstood("install needs a length and a name");
        }
        if (Long.parseLong(length) > MOST_BYTES) {
            return Answer.refused(named + " is refused: it is larger than " + (MOST_BYTES >> 20) + " MB");
        }
        Path folder = Files.createTempDirectory(Files.createDirectories(scratch), "control");
        Path jar = folder.resolve(named.toString());
        try {
            receive(in, Long.parseLong(length), jar);
            Outcome outcome = deployment.install(jar, ORIGIN);
            return Answer.of(outcome);
        } finally {
            Files.deleteIfExists(jar);
            Files.deleteIfExists(folder);
        }
    }

    private static void receive(InputStream in, long length, Path file) throws IOException {
        byte[] buffer = new byte[16 << 10];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = length; left > 0; ) {
                int got = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (got < 0) {
                    throw new EOFException("the file broke off");
                }
                out.write(buffer, 0, got);
                left -= got;
            }
        }
    }
}
