package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.config.settings.Setting;
import io.gatewatt.ocpp.config.settings.SettingsCatalogue;
import io.gatewatt.ocpp.config.settings.ValueRules;
import java.util.Dictionary;
import java.util.Objects;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds every road to a setting to the rules of ChangeConfiguration. The Web Console and files store what they are given; a value that
 * breaks type or range does not come into force here: the default does, and the log says why.
 */
@Component(service = ConfigurationPlugin.class, immediate = true, property = ConfigurationPlugin.CM_RANKING + ":Integer=100")
public final class EditGuard implements ConfigurationPlugin {

    private static final Logger LOG = LoggerFactory.getLogger(EditGuard.class);

    private final Supplier<SettingsCatalogue> settings;

    /** With the settings of the bundles that are installed when a configuration is read. */
    @Activate
    public EditGuard(BundleContext context) {
        this(new InstalledSettings(context)::catalogue);
    }

    EditGuard(Supplier<SettingsCatalogue> settings) {
        this.settings = settings;
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> reader, Dictionary<String, Object> properties) {
        String pid = Objects.toString(properties.get(Constants.SERVICE_PID), "");
        for (Setting setting : settings.get().ofPid(pid)) {
            Object value = properties.get(setting.name());
            if (value != null) {
                judge(setting, ValueText.of(value), properties);
            }
        }
    }

    private static void judge(Setting setting, String text, Dictionary<String, Object> properties) {
        ValueRules.problem(setting, text).ifPresent(why -> {
            LOG.error("{} in {} is '{}', which {}; expected {}. Its default is used: {}",
                    setting.name(), setting.pid(), text, why, ValueRules.expected(setting), setting.fallbackText());
            properties.remove(setting.name());
        });
    }
}
