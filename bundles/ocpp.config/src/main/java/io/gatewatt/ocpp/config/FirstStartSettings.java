// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.SettingRules;
import io.gatewatt.ocpp.config.AppliedSettings.First;
import io.gatewatt.ocpp.config.settings.StationPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the settings a launcher hands over: framework property {@code gatewatt.settings} names a properties file for the first start of a
 * home, {@code gatewatt.settings.always} one for every start.
 *
 * <p>All is stored when the activation returns. So with a start level below those of station and protocol nothing starts on a value that is
 * about to change. Metatype is read from the bundles installed, started or not, for the same reason.
 */
@Component(
        service = {},
        immediate = true)
public final class FirstStartSettings {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStartSettings.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BundleContext context;
    private final ConfigurationAdmin admin;
    private final AppliedSettings applied;
    private final SettingsApplier applier;

    /**
     * Applies what is to be applied. What cannot be applied is logged; the station starts without it.
     *
     * @param guard is there first, so that it hears of what is stored
     */
    @Activate
    public FirstStartSettings(
            BundleContext context,
            @Reference Loop loop,
            @Reference ConfigurationAdmin admin,
            @Reference SettingRules guard)
            throws InterruptedException {
        this.context = context;
        this.admin = admin;
        applied = new AppliedSettings(loop);
        MakerValues maker = new MakerValues(context);
        applier = new SettingsApplier(
                new InstalledSettings(context).catalogue(),
                new AdminWriter(admin),
                Path.of(Home.of(context)),
                new StationPlan((pid, name) -> maker.of(pid, name).stream().findFirst()));
        try {
            Map<String, String> first = SettingsFile.read(context.getProperty("gatewatt.settings"));
            Map<String, String> always = SettingsFile.read(context.getProperty("gatewatt.settings.always"));
            first(first);
            always(always, String.valueOf(context.getProperty("gatewatt.started")));
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOG.error("the settings given at the start are not applied: {}", e.toString(), e);
        }
    }

    private void first(Map<String, String> settings) throws InterruptedException, ExecutionException, TimeoutException {
        First first = done(applied.first(settings));
        if (first == First.YES) {
            // All of them, settings or not: the station must not introduce itself by another name before they are
            // there.
            MakerConfigurations.await(context, admin, MakerConfigurations.promised(context), PATIENCE);
            applier.apply(settings);
            done(applied.firstDone(settings));
        } else if (first == First.NO_AND_OTHERS) {
            LOG.warn(
                    "{}: given for the first start of a home, but this one has been started before; its present values stay."
                            + " To set a value at every start use --set! instead of --set",
                    settings.keySet());
        }
    }

    /** Once per process: what the central system changed since is not undone by an update of this bundle. */
    private void always(Map<String, String> settings, String start)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!settings.isEmpty() && done(applied.startIsNew(start))) {
            Set<String> touched = MakerConfigurations.promised(context);
            touched.retainAll(applier.pids(settings));
            MakerConfigurations.await(context, admin, touched, PATIENCE);
            applier.apply(settings);
            done(applied.startDone(start));
        }
    }

    private static <T> T done(Promise<T> promise) throws InterruptedException, ExecutionException, TimeoutException {
        return promise.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
