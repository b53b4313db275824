package io.gatewatt.ocpp.protocol.session;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the value of AuthorizationKey out of the text of a frame. */
final class Masker {

    // An escaped letter could hide the key's name, so an escape is reason enough.
    private static final Pattern SUSPECT = Pattern.compile("authorizationkey|\\\\u", Pattern.CASE_INSENSITIVE);
    private static final Pattern VALUE = Pattern.compile("(\"value\"\\s*:\\s*)(\"(?:[^\"\\\\]|\\\\.)*\"|[^,}\\]]+)");

    private Masker() {}

    /**
     * The text as it may be shown.
     *
     * @param action of the frame; empty when it is not known, as for a frame that could not be read
     */
    static String mask(String action, String text) {
        if (!action.isEmpty() && !"ChangeConfiguration".equals(action) || !SUSPECT.matcher(text).find()) {
            return text;
        }
        Matcher value = VALUE.matcher(text);
        return value.find() ? value.replaceAll("$1\"***\"") : "(not shown: it may hold a secret)";
    }
}
