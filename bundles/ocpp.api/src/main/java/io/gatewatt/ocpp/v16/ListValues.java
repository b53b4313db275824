// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of configuration keys that are lists (OCPP 1.6 section 9.1): the rules that hold in every station, running or not. What they say
 * is why a value cannot be, in words.
 */
public final class ListValues {

    private static final Pattern ROTATION =
            Pattern.compile("(\\d{1,3})\\.(NotApplicable|Unknown|RST|RTS|SRT|STR|TRS|TSR)");

    private ListValues() {}

    /**
     * The items of a comma-separated list. Blanks around items are tolerated, an empty text is the empty list. An item may be empty when
     * the text has a comma too many, which the reader of the item refuses.
     */
    public static List<String> items(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::trim).toList();
    }

    /**
     * Why the text is no list of measurands: too many of them, an item that is none, or one that occurs twice. A measurand may have a
     * phase behind a dot (section 9.1.17).
     *
     * @param most items at most, 1 or more
     */
    public static Optional<String> refuseMeasurands(String text, int most) {
        List<String> items = items(text);
        if (items.size() > most) {
            return Optional.of(
                    items.size() + " measurands, at most " + most + (most == 1 ? " is" : " are") + " possible");
        }
        Set<String> seen = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        for (String item : items) {
            if (!isMeasurand(item)) {
                wrong.add("'" + item
                        + "' is no measurand of OCPP 1.6 such as Energy.Active.Import.Register or Voltage.L1");
            } else if (!seen.add(item)) {
                wrong.add("'" + item + "' occurs twice");
            }
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
    }

    /**
     * Why the text is no list of phase rotations {@code n.X}, n being a connector or 0 for the main meter (section 9.1.7).
     *
     * @param connectors number of connectors of the station
     */
    public static Optional<String> refuseRotations(String text, int connectors) {
        Set<Integer> seen = new HashSet<>();
        for (String item : items(text)) {
            Matcher matcher = ROTATION.matcher(item);
            if (!matcher.matches()) {
                return Optional.of(
                        "'" + item
                                + "' is not of the form n.X with X one of NotApplicable, Unknown, RST, RTS, SRT, STR, TRS, TSR");
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

    private static boolean isMeasurand(String item) {
        int dot = item.lastIndexOf('.');
        return Measurand.named(item).isPresent()
                || dot > 0
                        && Arrays.stream(SampledValue.Phase.values())
                                .anyMatch(phase -> phase.toString().equals(item.substring(dot + 1)))
                        && Measurand.named(item.substring(0, dot)).isPresent();
    }
}
