// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * All that can be set from the command line: every OCPP key by its name, the station's own settings as {@code Station.x}, the link as
 * {@code Connection.x}, deploying as {@code Deploy.x}, and {@link AuthorizationKey}. Names are found in any case of letters.
 */
public final class SettingsCatalogue {

    /** Where bundles keep their metatype documents. */
    public static final String METATYPE = "OSGI-INF/metatype/";

    private static final Map<String, String> PREFIX =
            Map.of("station", "Station.", "ocpp.connection", "Connection.", "deploy", "Deploy.");
    private static final Map<String, String> COMPUTED = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        COMPUTED.put("NumberOfConnectors", "Station.connectors");
        COMPUTED.put("SupportedFeatureProfiles", "Station.profiles");
    }

    private final Map<String, Setting> settings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, List<Setting>> byPid;

    private SettingsCatalogue(List<Setting> all) {
        byPid = all.stream().collect(Collectors.groupingBy(Setting::pid));
        for (Setting setting : all) {
            nameOf(setting).ifPresent(name -> settings.put(name, setting));
        }
    }

    /** The catalogue of these settings. */
    public static SettingsCatalogue of(List<Setting> settings) {
        return new SettingsCatalogue(settings);
    }

    /**
     * The catalogue of these bundles. Jars without a metatype document are passed over.
     *
     * @throws UncheckedIOException when a jar cannot be read
     */
    public static SettingsCatalogue of(Path... jars) {
        List<Setting> all = new ArrayList<>();
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                for (JarEntry entry :
                        jar.stream().filter(SettingsCatalogue::metatype).toList()) {
                    try (InputStream document = jar.getInputStream(entry)) {
                        all.addAll(MetatypeXml.read(document));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(path + ": " + e.getMessage(), e);
            }
        }
        return new SettingsCatalogue(all);
    }

    /** Names of all that may be set, sorted. */
    public List<String> names() {
        List<String> names = new ArrayList<>(settings.keySet().stream()
                .filter(name -> settings.get(name).access() != Setting.Access.READ_ONLY)
                .toList());
        names.add(AuthorizationKey.NAME);
        names.sort(String.CASE_INSENSITIVE_ORDER);
        return List.copyOf(names);
    }

    /** The setting of this name; empty for an unknown one and for {@link AuthorizationKey}, which no configuration holds. */
    public Optional<Setting> find(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /** All settings that the configuration of this PID holds, whether the command line has a name for them or not. */
    public List<Setting> ofPid(String pid) {
        return byPid.getOrDefault(pid, List.of());
    }

    /** Why the text is no good value of the setting, and which would be, in words that continue a sentence; empty when it is good. */
    public static Optional<String> flaw(Setting setting, String text) {
        return flaw(setting, text, StationPlan.UNKNOWN);
    }

    /** As {@link #flaw(Setting, String)}, with what is known of the station beside it. */
    public static Optional<String> flaw(Setting setting, String text, StationPlan plan) {
        return ValueRules.problem(setting, text)
                .map(why -> why + "; expected " + ValueRules.expected(setting))
                .or(() -> SpecialRules.problem(nameOf(setting).orElse(setting.name()), text, plan));
    }

    /** The station as it would be with these settings: what they say, else what the plan knows, else defaults. */
    public StationPlan plan(Map<String, String> wanted, StationPlan plan) {
        Map<String, String> texts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        texts.putAll(wanted);
        return new StationPlan(
                (pid, name) -> ofPid(pid).stream()
                        .filter(setting -> setting.name().equals(name))
                        .findFirst()
                        .flatMap(setting -> nameOf(setting)
                                .filter(any -> setting.access() != Setting.Access.READ_ONLY)
                                .map(texts::get)
                                .or(() -> plan.values().apply(pid, name))
                                .or(() -> Optional.of(setting.fallbackText()))),
                plan.profiles());
    }

    /** What is wrong with these settings, a sentence each; empty when they can be applied. */
    public List<String> problems(Map<String, String> wanted) {
        return problems(wanted, StationPlan.UNKNOWN);
    }

    /** As {@link #problems(Map)}, in a station as {@link #plan} says. */
    public List<String> problems(Map<String, String> wanted, StationPlan plan) {
        List<String> problems = new ArrayList<>();
        wanted.forEach((name, value) -> problem(name, value, plan).ifPresent(problems::add));
        return problems;
    }

    /** What is wrong with one setting, as a sentence; empty when it can be applied. */
    public Optional<String> problem(String name, String value) {
        return problem(name, value, StationPlan.UNKNOWN);
    }

    /** As {@link #problem(String, String)}, in a station as {@link #plan} says. */
    public Optional<String> problem(String name, String value, StationPlan plan) {
        if (name.equalsIgnoreCase(AuthorizationKey.NAME)) {
            return AuthorizationKey.problem(value).map(why -> AuthorizationKey.NAME + ": the value " + why + ".");
        }
        if (COMPUTED.containsKey(name)) {
            String source = COMPUTED.get(name);
            return Optional.of(name + "=" + value + ": " + name + " is read-only, it follows from " + source
                    + "; set that instead.");
        }
        Setting setting = settings.get(name);
        if (setting == null) {
            return Optional.of(unknown(name, value));
        }
        if (setting.access() == Setting.Access.READ_ONLY) {
            return Optional.of(name + "=" + value + ": " + setting.name()
                    + " is read-only, the maker of the station has chosen it.");
        }
        return flaw(setting, value, plan)
                .map(why -> name + "=" + value.replaceAll("//[^/]*@", "//***@") + ": the value " + why + ".");
    }

    private String unknown(String name, String value) {
        List<String> near = NearNames.of(name, names());
        return name + "=" + value + ": there is no setting " + name + "."
                + (near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?");
    }

    private static Optional<String> nameOf(Setting setting) {
        if (setting.isKey()) {
            return Optional.of(setting.name());
        }
        return Optional.ofNullable(PREFIX.get(setting.pid())).map(prefix -> prefix + setting.name());
    }

    private static boolean metatype(JarEntry entry) {
        return !entry.isDirectory()
                && entry.getName().startsWith(METATYPE)
                && entry.getName().endsWith(".xml");
    }
}
