// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Opens the demo central system before anything else is there and configures the station to connect to it. */
@Component(service = DemoCentral.class, immediate = true)
public final class DemoCentral {

    private static final String IDENTITY = "DEMO-1";
    private static final int SAMPLE_SECONDS = 3;

    private final DemoCsms csms;
    private final Teller teller;
    private final AtomicBoolean told = new AtomicBoolean();

    /** @throws IOException when it cannot listen or the configuration cannot be written */
    @Activate
    public DemoCentral(BundleContext bundle, @Reference ConfigurationAdmin configurations)
            throws IOException, InterruptedException {
        long start = Optional.ofNullable(bundle.getProperty("gatewatt.started"))
                .map(Long::parseLong)
                .orElseGet(System::currentTimeMillis);
        teller =
                new Teller(System.out, new Layout(Terminal.colours(System.getenv())), System::currentTimeMillis, start);
        teller.act("Gatewatt tells one charging session on a virtual charger");
        csms = DemoCsms.open();
        teller.act("A demo central system listens on " + csms.url());
        configure(configurations, "ocpp.connection", Map.of("url", csms.url(), "identity", IDENTITY));
        configure(configurations, "ocpp.core", Map.of("MeterValueSampleInterval", SAMPLE_SECONDS));
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        csms.stop(500);
        teller.close();
    }

    Teller teller() {
        return teller;
    }

    void remoteStop(int transactionId) {
        csms.remoteStop(transactionId);
    }

    /** Whether the story is still to be told; true once. */
    boolean begin() {
        return told.compareAndSet(false, true);
    }

    /** Changes these values and leaves the others as they are. */
    private static void configure(ConfigurationAdmin configurations, String pid, Map<String, ?> values)
            throws IOException {
        Configuration configuration = configurations.getConfiguration(pid, "?");
        Dictionary<String, Object> properties =
                Optional.ofNullable(configuration.getProperties()).orElseGet(Hashtable::new);
        values.forEach(properties::put);
        configuration.updateIfDifferent(properties);
    }
}
