// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The rules of ChangeConfiguration for any other road to a setting: type and range from metatype, who may change it, and
 * {@link KeySet#refuse}. Whoever writes configurations for a person asks here first; what nobody asked about is judged when it is stored.
 * From any thread.
 */
@ProviderType
public interface SettingRules {

    /**
     * What is wrong with a configuration that is about to be stored. Values that stay as they are in force are never wrong, nor are names
     * that no metatype knows.
     *
     * @param pid the configuration; of a factory the PID of its instance, with {@code service.factoryPid} among the values
     * @param values all values of the configuration; one that is missing gets its default
     * @return a sentence for each value that may not be; empty when all may
     */
    List<String> problems(String pid, Map<String, ?> values);

    /**
     * Why a configuration cannot be deleted: what the maker of a station has given is changed, not taken away. Deleted all the same, it is put back.
     *
     * @return a sentence for a person; empty when it can be deleted
     */
    Optional<String> undeletable(String pid);
}
