package io.gatewatt.profile.core.keys;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of ConnectorPhaseRotation (OCPP 1.6 section 9.1.7): items {@code n.X}, connector 0 being the main meter. */
final class PhaseRotation {

    private static final Pattern ITEM = Pattern.compile("(\\d{1,3})\\.(NotApplicable|Unknown|RST|RTS|SRT|STR|TRS|TSR)");

    private PhaseRotation() {}

    static Optional<String> refuse(String value, int connectors) {
        Set<Integer> seen = new HashSet<>();
        for (String item : ItemList.split(value)) {
            Matcher matcher = ITEM.matcher(item);
            if (!matcher.matches()) {
                return Optional.of(
                        "'" + item + "' is not of the form n.X with X one of NotApplicable, Unknown, RST, RTS, SRT, STR, TRS, TSR");
            }
            int connector = Integer.parseInt(matcher.group(1));
            if (connector > connectors) {
                return Optional.of("'" + item + "': there is no connector " + connector + ", only 0.." + connectors);
            }
            if (!seen.add(connector)) {
                return Optional.of("connector " + connector + " occurs twice");
            }
        }
        return Optional.empty();
    }
}
