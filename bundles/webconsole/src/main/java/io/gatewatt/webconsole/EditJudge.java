package io.gatewatt.webconsole;

import io.gatewatt.ocpp.SettingRules;
import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.felix.webconsole.spi.ConfigurationHandler;
import org.apache.felix.webconsole.spi.ValidationException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Judges what a person edits in the Web Console by the rules of the station, before it is stored: the console answers 400 with the words.
 * A form that lists only some settings changes only those.
 */
@Component(service = ConfigurationHandler.class)
public final class EditJudge implements ConfigurationHandler {

    private static final String FACTORY = ConfigurationAdmin.SERVICE_FACTORYPID;

    private final SettingRules rules;
    private final ConfigurationAdmin admin;

    /** With the rules, and the configurations as they are. */
    @Activate
    public EditJudge(@Reference SettingRules rules, @Reference ConfigurationAdmin admin) {
        this.rules = rules;
        this.admin = admin;
    }

    @Override
    public void createConfiguration(String pid) {
        // Nothing is stored by that yet.
    }

    @Override
    public void createFactoryConfiguration(String factoryPid, String name) {
        // Nothing is stored by that yet.
    }

    @Override
    public void deleteConfiguration(String factoryPid, String pid) throws ValidationException {
        judge(factoryPid, pid, Map.of());
    }

    @Override
    public void updateConfiguration(String factoryPid, String pid, Dictionary<String, Object> values) throws ValidationException, IOException {
        Dictionary<String, Object> stored = stored(pid);
        if (stored != null) {
            for (String name : Collections.list(stored.keys())) {
                if (values.get(name) == null && !name.startsWith("service.")) {
                    values.put(name, stored.get(name));
                }
            }
        }
        Map<String, Object> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Collections.list(values.keys()).forEach(name -> all.put(name, values.get(name)));
        judge(factoryPid, pid, all);
    }

    private void judge(String factoryPid, String pid, Map<String, Object> values) throws ValidationException {
        Map<String, Object> all = new TreeMap<>(values);
        if (factoryPid != null && !factoryPid.isEmpty()) {
            all.put(FACTORY, factoryPid);
        }
        List<String> problems = rules.problems(pid, all);
        if (!problems.isEmpty()) {
            throw new ValidationException(String.join(" ", problems));
        }
    }

    private Dictionary<String, Object> stored(String pid) throws IOException {
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + pid + ")");
            return found == null ? null : found[0].getProperties();
        } catch (InvalidSyntaxException e) {
            return null;
        }
    }
}
