// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.drivers.probe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gatewatt.deploy.Deployment;
import io.gatewatt.deploy.Outcome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

/**
 * Inside a station, on a loopback port: {@code /install?FILE} and {@code /rollback?NAME} call the deployment and answer result, version, ms and words, one
 * per line; {@code /gaps} the moments in which a device had no driver, in µs; {@code /resources} threads, and heap in KiB after a collection;
 * {@code /threads} the names of the threads.
 */
public final class Probe implements BundleActivator {

    private HttpServer server;
    private final Map<String, Integer> drivers = new ConcurrentHashMap<>();
    private final Map<String, Long> since = new ConcurrentHashMap<>();
    private final List<Long> gaps = new CopyOnWriteArrayList<>();

    @Override
    public void start(BundleContext context) throws IOException, InvalidSyntaxException {
        context.addServiceListener(this::changed, "(device.id=*)");
        ServiceReference<?>[] present = context.getAllServiceReferences(null, "(device.id=*)");
        for (ServiceReference<?> reference : present == null ? new ServiceReference<?>[0] : present) {
            drivers.merge(device(reference), 1, Integer::sum);
        }
        server = HttpServer.create(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        Integer.parseInt(context.getBundle().getHeaders().get("Probe-Port"))),
                0);
        server.createContext("/", exchange -> answer(context, exchange));
        server.start();
    }

    @Override
    public void stop(BundleContext context) {
        server.stop(0);
    }

    private static String device(ServiceReference<?> reference) {
        return reference.getProperty("device.id") + Arrays.toString((String[]) reference.getProperty("objectClass"));
    }

    private synchronized void changed(ServiceEvent event) {
        String device = device(event.getServiceReference());
        if (event.getType() == ServiceEvent.REGISTERED) {
            drivers.merge(device, 1, Integer::sum);
            Long gone = since.remove(device);
            gaps.add(gone == null ? 0L : (System.nanoTime() - gone) / 1000);
        } else if (event.getType() == ServiceEvent.UNREGISTERING && drivers.merge(device, -1, Integer::sum) <= 0) {
            since.put(device, System.nanoTime());
        }
    }

    private void answer(BundleContext context, HttpExchange exchange) throws IOException {
        String text;
        try {
            text = answer(
                    context,
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestURI().getQuery());
        } catch (IOException | RuntimeException e) {
            text = e.toString();
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String answer(BundleContext context, String path, String query) throws IOException {
        return switch (path) {
            case "/install" -> words(deployment(context).install(Path.of(query), "a test"));
            case "/rollback" -> words(deployment(context).rollback(query, "a test"));
            case "/gaps" -> gaps();
            case "/resources" -> resources();
            case "/threads" ->
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .sorted()
                        .collect(Collectors.joining("\n"));
            default -> "unknown: " + path;
        };
    }

    private static Deployment deployment(BundleContext context) {
        ServiceReference<Deployment> reference = context.getServiceReference(Deployment.class);
        return context.getService(reference);
    }

    private static String words(Outcome outcome) {
        return outcome.result() + "\n" + outcome.version() + "\n" + outcome.tookMillis() + "\n" + outcome.words();
    }

    private String gaps() {
        List<Long> told = List.copyOf(gaps);
        gaps.removeAll(told);
        return told.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    private static String resources() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getThreadMXBean().getThreadCount() + "\n"
                + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
    }
}
