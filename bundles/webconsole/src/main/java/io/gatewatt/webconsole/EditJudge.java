// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import io.gatewatt.ocpp.SettingRules;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.felix.webconsole.spi.ConfigurationHandler;
import org.apache.felix.webconsole.spi.ValidationException;
import org.osgi.framework.Constants;
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
@Component(
        service = {ConfigurationHandler.class, Filter.class},
        property = {
            Constants.SERVICE_RANKING + ":Integer=-10",
            "osgi.http.whiteboard.filter.pattern=/configMgr/*",
            "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=org.apache.felix.webconsole)"
        })
public final class EditJudge implements ConfigurationHandler, Filter {

    private static final String FACTORY = ConfigurationAdmin.SERVICE_FACTORYPID;

    private final SettingRules rules;
    private final ConfigurationAdmin admin;

    /** With the rules, and the configurations as they are. */
    @Activate
    public EditJudge(@Reference SettingRules rules, @Reference ConfigurationAdmin admin) {
        this.rules = rules;
        this.admin = admin;
    }

    /** Sees a form as it was typed: the console makes {@code false} of any word that is not {@code true} before it asks a handler. */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest form = (HttpServletRequest) request;
        if (form.getMethod().equals("POST")
                && form.getParameter("apply") != null
                && form.getParameter("propertylist") != null) {
            String path = form.getRequestURI();
            String pid = URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
            try {
                updateConfiguration(form.getParameter("factoryPid"), pid, typed(form));
            } catch (ValidationException e) {
                ((HttpServletResponse) response).sendError(HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static Dictionary<String, Object> typed(HttpServletRequest form) {
        Dictionary<String, Object> typed = new Hashtable<>();
        for (String name : form.getParameter("propertylist").split(",")) {
            String[] values = form.getParameterValues(name);
            if (values != null) {
                typed.put(name, values.length == 1 ? values[0] : values);
            }
        }
        return typed;
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
        Optional<String> refusal = rules.undeletable(pid);
        if (refusal.isPresent()) {
            throw new ValidationException(refusal.get());
        }
    }

    @Override
    public void updateConfiguration(String factoryPid, String pid, Dictionary<String, Object> values)
            throws ValidationException, IOException {
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
