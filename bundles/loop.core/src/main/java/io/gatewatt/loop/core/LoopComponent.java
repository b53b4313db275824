// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.loop.core;

import io.gatewatt.loop.Loop;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the store under {@code gatewatt.home}, runs the loop on it and offers it as a service. */
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=io.gatewatt.loop.Loop")
@Component(
        service = {},
        immediate = true,
        configurationPid = "loop.store")
@Designate(ocd = LoopComponent.StoreSettings.class)
public final class LoopComponent {

    private static final Logger LOG = LoggerFactory.getLogger(LoopComponent.class);

    /** Settings of the store. */
    @ObjectClassDefinition(
            name = "Store",
            description = "The embedded database that holds transactions, queue and ledger")
    public @interface StoreSettings {

        /** Limit of the database file. */
        @AttributeDefinition(
                name = "Largest size",
                description =
                        "Limit of the database file in pages of 4 KiB; 0 for no limit. At the limit nothing is lost, but nothing is sent either"
                                + " until there is room",
                min = "0")
        int maxPages() default 0;
    }

    private static final Duration TIME_NOTED = Duration.ofMinutes(10);

    private final SqliteJournal journal;
    private final LoopThread loop;
    private final ServiceRegistration<Loop> registration;

    /**
     * Starts the loop.
     *
     * @throws IOException when the store cannot be opened; the message says why
     */
    @Activate
    public LoopComponent(BundleContext context, StoreSettings settings) throws IOException {
        NativeLibrary.keep(context.getDataFile("native").toPath());
        String home = context.getProperty("gatewatt.home");
        journal = SqliteJournal.open(Path.of(home == null ? "." : home, "store", "gatewatt.db"));
        loop = new LoopThread(Clock.systemUTC(), journal).start();
        loop.keepTime(TIME_NOTED);
        modified(settings);
        registration = context.registerService(Loop.class, loop, null);
    }

    /** Takes changed settings. */
    @Modified
    void modified(StoreSettings settings) {
        loop.submit("store size", () -> {
            try {
                journal.maxPages(settings.maxPages());
            } catch (SQLException e) {
                LOG.error("cannot limit the store to {} pages: {}", settings.maxPages(), e.getMessage());
            }
        });
    }

    /** A real-time clock that is better than the system's: read once. */
    @Reference(
            target = "(gatewatt.clock=wall)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setWallClock(Clock clock) {
        loop.wallClock(clock);
    }

    void unsetWallClock(Clock clock) {
        // It was read when it came.
    }

    /** Ends the loop after what is waiting. */
    @Deactivate
    void close() throws IOException, InterruptedException {
        registration.unregister();
        loop.close();
        journal.close();
    }
}
