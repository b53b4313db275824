// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * Starts one station in this process: command line in, OSGi framework up, until it is told to stop. What would keep the station from
 * running is told before anything starts. The start script restarts the process; this class only ends it with a code that says whether it
 * should.
 */
public final class Main {

    private static final int ORDERLY = 0;
    private static final int INTERNAL = 70;
    /** Asks the start script to start the process again. */
    private static final int AGAIN = 75;
    /** How long bundles may take to stop before the process ends without them, in ms. */
    private static final long STOP_DEADLINE = 20_000;

    private final Path distribution;
    private final CommandLine asked;

    private Main(Path distribution, CommandLine asked) {
        this.distribution = distribution;
        this.asked = asked;
    }

    /**
     * Runs the command line of {@code bin/gatewatt}. The system property {@code gatewatt.dist} names the distribution's directory.
     *
     * @param arguments see {@code gatewatt --help}
     */
    public static void main(String[] arguments) {
        int code;
        try {
            Path distribution = Path.of(System.getProperty("gatewatt.dist", "."))
                    .toAbsolutePath()
                    .normalize();
            code = arguments.length > 0 && arguments[0].equals("driver")
                    ? DriverCommand.parse(List.of(arguments).subList(1, arguments.length), System.getenv())
                            .perform(System.out, System.err)
                    : new Main(distribution, CommandLine.parse(arguments)).perform();
        } catch (Refusal refusal) {
            refusal.getMessage().lines().forEach(line -> System.err.println("gatewatt: " + line));
            code = refusal.code();
        } catch (Exception | LinkageError e) {
            System.err.println("gatewatt: the station could not be started: " + e);
            e.printStackTrace();
            code = INTERNAL;
        }
        System.exit(code);
    }

    private int perform() throws IOException, BundleException, InterruptedException {
        switch (asked.task()) {
            case HELP -> System.out.print(resource("help.txt"));
            case VERSION -> System.out.println("gatewatt " + version());
            default -> {
                return run();
            }
        }
        return ORDERLY;
    }

    private int run() throws IOException, BundleException, InterruptedException {
        FeatureFile feature = FeatureFile.named(asked.feature(), distribution.resolve("features"));
        Path artifacts = distribution.resolve("artifacts");
        Settings.check(asked, feature, artifacts);
        Home home = Home.take(asked.homeIn(System.getenv()));
        int port = freePort();
        if (asked.beginsAfresh() && !Boolean.getBoolean("gatewatt.restarted")) {
            home.beginAfresh();
        }
        System.err.println("gatewatt " + version() + ": " + asked.feature() + " starts; home " + home.path()
                + ", console on port " + port + "; Ctrl-C stops it");
        Map<String, String> properties = new LinkedHashMap<>(feature.properties());
        properties.putAll(properties(home.path(), port));
        Settings.handOver(asked, home.path(), properties);
        System.setProperty(
                "gatewatt.log", asked.verbose() ? "DEBUG" : asked.task() == CommandLine.Task.DEMO ? "WARN" : "INFO");
        System.setProperty("org.sqlite.tmpdir", properties.get("org.sqlite.tmpdir"));

        learnLocales();
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(properties);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(framework), "stop"));
        framework.init(Main::tell);
        Path marks = home.path().resolve("bundles").resolve("installed.properties");
        Installation installation = new Installation(framework.getBundleContext(), artifacts, marks);
        installation.become(feature);
        framework.start();
        try {
            installation.remember();
        } catch (IOException | UncheckedIOException e) {
            System.err.println(
                    "gatewatt: what is installed could not be remembered and is installed anew at the next start: "
                            + e.getMessage());
        }
        FrameworkEvent end = framework.waitForStop(0);
        return end.getType() == FrameworkEvent.STOPPED ? ORDERLY : AGAIN;
    }

    /** Jetty's server asks Java for all its locales, which takes 30 to 60 ms the first time: done on another core by then. */
    private static void learnLocales() {
        Thread thread = new Thread(Locale::getAvailableLocales, "locales");
        thread.setDaemon(true);
        thread.start();
    }

    private Map<String, String> properties(Path home, int port) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, home.resolve("bundles").toString());
        properties.put("felix.cm.dir", home.resolve("config").toString());
        properties.put("org.sqlite.tmpdir", home.resolve("tmp").toString());
        properties.put("org.osgi.service.http.port", Integer.toString(port));
        properties.put("gatewatt.http.port", Integer.toString(port));
        properties.put("gatewatt.home", home.toString());
        properties.put("gatewatt.feature", asked.feature());
        properties.put("gatewatt.version", version());
        properties.put("gatewatt.offline.ok", Boolean.toString(asked.offlineOk()));
        properties.put("gatewatt.started", started());
        Optional.ofNullable(System.getProperty("gatewatt.supervisor"))
                .ifPresent(pid -> properties.put("gatewatt.supervisor", pid));
        return properties;
    }

    /** The port asked for, or a free one; the station serves on loopback only. */
    private int freePort() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), asked.port()));
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new Refusal(
                    Refusal.PORT_IN_USE,
                    "port " + asked.port() + " on 127.0.0.1 cannot be used (" + e.getMessage()
                            + "); stop what listens there, or name another port with --http");
        }
    }

    /** When the process began, as the start script saw it, in ms since the epoch. */
    private static String started() {
        String told = System.getProperty("gatewatt.started", "");
        return told.matches("\\d{13}") ? told : Long.toString(System.currentTimeMillis());
    }

    private static void stop(Framework framework) {
        try {
            framework.stop();
            if (framework.waitForStop(STOP_DEADLINE).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                System.err.println(
                        "gatewatt: some bundle did not stop within " + STOP_DEADLINE / 1000 + " s; ending without it");
                Runtime.getRuntime().halt(INTERNAL);
            }
        } catch (BundleException e) {
            System.err.println("gatewatt: the framework did not stop in order: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            System.err.println("gatewatt: " + event.getBundle() + ": " + event.getThrowable());
        }
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Main.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
