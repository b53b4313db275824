// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the value of AuthorizationKey out of the text of a frame. */
final class Masker {

    // An escaped letter could hide the key's name, so an escape is reason enough.
    private static final Pattern SUSPECT = Pattern.compile("authorizationkey|\\\\u", Pattern.CASE_INSENSITIVE);
    private static final String TEXT = "\\s*\"(?:[^\"\\\\]|\\\\.)*+\"\\s*";
    private static final String SCALAR = "(?:" + TEXT + "|[^\"{}\\[\\],]*+)";
    private static final String KEY = "\\s*\"key\"\\s*:" + TEXT;
    private static final String VALUE = "\\s*\"value\"\\s*:";
    /** A change as it should be; in any other the secret may be anywhere. */
    private static final Pattern CHANGE = Pattern.compile("(\\s*\\[\\s*2\\s*," + TEXT + "," + TEXT + ",\\s*\\{)(?:("
            + KEY + "," + VALUE + ")" + SCALAR + "|(" + VALUE + ")" + SCALAR + "(," + KEY + "))(\\}\\s*\\]\\s*)");

    private Masker() {}

    /**
     * The text as it may be shown.
     *
     * @param action of the frame; empty when it is not known, as for a frame that could not be read
     */
    static String mask(String action, String text) {
        if (!action.isEmpty() && !"ChangeConfiguration".equals(action)
                || !SUSPECT.matcher(text).find()) {
            return text;
        }
        Matcher change = CHANGE.matcher(text);
        if (!change.matches()) {
            return "(not shown: it may hold a secret)";
        }
        return change.group(2) != null ? change.replaceFirst("$1$2\"***\"$5") : change.replaceFirst("$1$3\"***\"$4$5");
    }
}
