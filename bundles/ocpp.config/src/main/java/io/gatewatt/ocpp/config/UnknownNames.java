// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.ocpp.config.settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once of each name that no setting has, that it is ignored. From any thread. */
final class UnknownNames {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownNames.class);
    /** Names of ConfigAdmin, of components, and of whoever put the configuration there. */
    private static final List<String> FOREIGN = List.of("service.", "component.", "felix.", "osgi.", "org.", ".", ":");
    /** The most that are remembered, so that no flood of names fills the memory. */
    private static final int MOST = 200;

    private final Judge judge;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    UnknownNames(Judge judge) {
        this.judge = judge;
    }

    void tell(Pid pid, Map<String, ?> values) {
        List<String> known =
                judge.settings(pid.designated()).stream().map(Setting::name).toList();
        if (known.isEmpty()) {
            return;
        }
        for (String name : values.keySet()) {
            boolean ours = FOREIGN.stream().noneMatch(name::startsWith)
                    && known.stream().noneMatch(name::equalsIgnoreCase);
            if (ours && told.size() < MOST && told.add(pid.designated() + " " + name)) {
                LOG.warn("configuration {}: there is no setting {}; it is stored, and ignored", pid.instance(), name);
            }
        }
    }
}
