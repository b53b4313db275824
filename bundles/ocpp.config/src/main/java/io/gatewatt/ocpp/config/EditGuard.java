// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.SettingRules;
import io.gatewatt.ocpp.config.GoodValues.Bad;
import io.gatewatt.ocpp.config.settings.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds every road to a setting to the rules of ChangeConfiguration. The Web Console asks first. ConfigAdmin itself stores what bundles and
 * files give it: what breaks a rule is put back to the last good value before the update returns, and the log says why. Who reads a
 * configuration in between, or one that was damaged while the station was off, is given the last good value or the default.
 */
@Component(
        service = {ConfigurationPlugin.class, SynchronousConfigurationListener.class, SettingRules.class},
        immediate = true,
        property = ConfigurationPlugin.CM_RANKING + ":Integer=100")
public final class EditGuard implements ConfigurationPlugin, SynchronousConfigurationListener, SettingRules {

    private static final Logger LOG = LoggerFactory.getLogger(EditGuard.class);

    private static final String ANY_BUNDLE = "?";

    private final ConfigurationAdmin admin;
    private final Judge judge;
    private final GoodValues good;
    private final UnknownNames unknown;
    /** Reentrant: putting back is an update too. */
    private final ReentrantLock turn = new ReentrantLock();

    private Runnable silence = () -> {};

    /** With the settings of the bundles that are installed when a configuration is judged. */
    @Activate
    public EditGuard(
            BundleContext context,
            @Reference ConfigurationAdmin admin,
            @Reference KeySets keySets,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, target = "(gatewatt.configuration=stored-last)")
                    Function<String, Dictionary<String, Object>> storedLast)
            throws IOException {
        this(
                admin,
                new Judge(new InstalledSettings(context)::catalogue, keySets::catalogue, new MakerValues(context)::of),
                storedLast == null ? pid -> null : storedLast);
        silence = keySets.listen(this::ownersChanged);
        ownersChanged();
    }

    EditGuard(ConfigurationAdmin admin, Judge judge, Function<String, Dictionary<String, Object>> storedLast)
            throws IOException {
        this.admin = admin;
        this.judge = judge;
        this.good = new GoodValues(judge);
        this.unknown = new UnknownNames(judge);
        List<Configuration> first = new ArrayList<>(List.of(stored(null)));
        // How many connectors there are is known before what is said of each.
        first.sort(Comparator.comparing(
                configuration -> !"station".equals(configuration.getProperties().get(Constants.SERVICE_PID))));
        for (Configuration configuration : first) {
            found(configuration, storedLast.apply(configuration.getPid()));
        }
    }

    private void found(Configuration configuration, Dictionary<String, Object> storedLast) throws IOException {
        Map<String, Object> values = map(configuration.getProperties());
        Map<String, Object> before = storedLast == null ? Map.of() : map(storedLast);
        Pid pid = Pid.of(values);
        List<Bad> bad = good.found(pid, values, before);
        bad.forEach(one -> tell(pid, one));
        unknown.tell(pid, values);
        if (storedLast != null && good.differ(pid, values, before)) {
            LOG.info(
                    "configuration {} was edited while the station was off; it is stored as it is in force",
                    pid.instance());
            configuration.update(new Hashtable<>(good.last(pid)));
        }
    }

    @Deactivate
    void deactivate() {
        silence.run();
    }

    /** Asks owners that have come about what was stored while they were away, the settings of a first start above all. */
    void ownersChanged() {
        if (!good.owing()) {
            return;
        }
        turn.lock();
        try {
            for (Configuration configuration : stored(null)) {
                Map<String, Object> values = map(configuration.getProperties());
                Pid pid = Pid.of(values);
                List<Bad> bad = good.owed(pid, values);
                bad.forEach(one -> tell(pid, one));
                if (!bad.isEmpty()) {
                    configuration.update(new Hashtable<>(good.keep(pid, values, bad)));
                }
            }
        } catch (IOException e) {
            LOG.error("values that their owners refuse could not be taken out of the store: {}", e.toString());
        } finally {
            turn.unlock();
        }
    }

    @Override
    public List<String> problems(String pid, Map<String, ?> values) {
        Map<String, Object> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(values);
        return good.bad(Pid.of(pid, all), all).stream().map(Bad::sentence).toList();
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> reader, Dictionary<String, Object> properties) {
        Map<String, Object> values = map(properties);
        Pid pid = Pid.of(values);
        if (!good.knows(pid)) {
            // Stored before this was told of updates, by a Configurator that starts at the same time.
            good.found(pid, values, Map.of()).forEach(bad -> tell(pid, bad));
        }
        for (Bad bad : good.bad(pid, values)) {
            String name = bad.setting().name();
            good.last(pid, name).ifPresentOrElse(value -> properties.put(name, value), () -> properties.remove(name));
        }
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        turn.lock();
        try {
            if (event.getType() == ConfigurationEvent.CM_DELETED) {
                deleted(Pid.of(event.getPid(), Map.of()));
            } else if (event.getType() == ConfigurationEvent.CM_UPDATED) {
                for (Configuration configuration : stored("(service.pid=" + event.getPid() + ")")) {
                    judge(configuration);
                }
            }
        } catch (IllegalStateException e) {
            LOG.debug("configuration {} was deleted while it was judged", event.getPid(), e);
        } catch (IOException e) {
            LOG.error(
                    "the last good values of {} are in force, but could not be put back into the store: {}",
                    event.getPid(),
                    e.toString());
        } finally {
            turn.unlock();
        }
    }

    private void deleted(Pid pid) throws IOException {
        Optional<String> refusal = judge.undeletable(pid.instance());
        if (refusal.isEmpty()) {
            good.forget(pid);
            return;
        }
        LOG.error("{} It is put back as it was", refusal.get());
        admin.getConfiguration(pid.instance(), ANY_BUNDLE).update(new Hashtable<>(good.last(pid)));
    }

    @Override
    public Optional<String> undeletable(String pid) {
        return judge.undeletable(pid);
    }

    private void judge(Configuration configuration) throws IOException {
        Map<String, Object> values = map(configuration.getProperties());
        Pid pid = Pid.of(values);
        List<Bad> bad = good.bad(pid, values);
        good.owe(pid, values, bad);
        Map<String, Object> right = good.keep(pid, values, bad);
        bad.forEach(one -> tell(pid, one));
        unknown.tell(pid, values);
        if (!bad.isEmpty()) {
            configuration.update(new Hashtable<>(right));
        }
    }

    private void tell(Pid pid, Bad bad) {
        Setting setting = bad.setting();
        String used = good.last(pid, setting.name()).map(ValueText::of).orElse(setting.fallbackText());
        LOG.error("configuration {}: {} In force stays '{}'", pid.instance(), bad.sentence(), used);
    }

    private Configuration[] stored(String filter) throws IOException {
        try {
            Configuration[] found = admin.listConfigurations(filter);
            return found == null ? new Configuration[0] : found;
        } catch (InvalidSyntaxException e) {
            throw new IOException("no configuration can be found by " + filter, e);
        }
    }

    private static Map<String, Object> map(Dictionary<String, Object> properties) {
        Map<String, Object> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Collections.list(properties.keys()).forEach(name -> values.put(name, properties.get(name)));
        return values;
    }
}
