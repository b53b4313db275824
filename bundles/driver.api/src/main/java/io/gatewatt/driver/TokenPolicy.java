// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the ids of one reader become tokens. Readers spell the same card in many ways; the central system knows one. Every reader driver takes its policy as
 * one text, words in any order:
 *
 * <table>
 * <caption>Words of a policy</caption>
 * <tr><td>(nothing)</td><td>upper-case hex in the order on the air: 8, 14 or 20 characters</td></tr>
 * <tr><td>{@code lower}</td><td>lower-case hex</td></tr>
 * <tr><td>{@code reverse}</td><td>bytes in reverse order</td></tr>
 * <tr><td>{@code decimal=10}</td><td>a decimal number, with zeros in front up to so many digits (0: without)</td></tr>
 * <tr><td>{@code strip=1+0}</td><td>so many bytes are no part of the id, in front and behind (version byte, BCC)</td></tr>
 * <tr><td>{@code length=4,7}</td><td>only ids of so many bytes, after stripping</td></tr>
 * <tr><td>{@code random}</td><td>ids that look random are taken, for readers of 125 kHz cards</td></tr>
 * <tr><td>{@code prefix=XY-}</td><td>put in front</td></tr>
 * </table>
 *
 * <p>A 4-byte id that begins with 08 is made up by a phone at each touch (ISO/IEC 14443-3, 6.5.4); it is refused, for nobody could be billed by it. What has
 * something stripped in front is no such id: there it is any number.
 */
public final class TokenPolicy {

    /** Longest token of OCPP 1.6 (CiString20Type). */
    private static final int LONGEST = 20;

    private static final int RANDOM_FIRST = 0x08;
    private static final int RANDOM_LENGTH = 4;

    private boolean lower;
    private boolean reverse;
    private boolean random;
    private int decimalDigits = -1;
    private int stripFirst;
    private int stripLast;
    private final Set<Integer> lengths = new TreeSet<>();
    private String prefix = "";

    private TokenPolicy() {}

    /**
     * The policy that these words describe.
     *
     * @throws IllegalArgumentException naming the word that is none, and those there are
     */
    public static TokenPolicy of(String words) {
        TokenPolicy policy = new TokenPolicy();
        for (String word : words.strip().split("\\s+")) {
            if (!word.isEmpty()) {
                policy.take(word);
            }
        }
        return policy;
    }

    private void take(String word) {
        String[] parts = word.split("=", 2);
        String value = parts.length > 1 ? parts[1] : "";
        try {
            switch (parts[0]) {
                case "lower" -> lower = true;
                case "upper" -> lower = false;
                case "reverse" -> reverse = true;
                case "random" -> random = true;
                case "decimal" -> decimalDigits = small(value);
                case "prefix" -> prefix = value;
                case "strip" -> {
                    String[] ends = value.split("\\+", 2);
                    stripFirst = small(ends[0]);
                    stripLast = ends.length > 1 ? small(ends[1]) : 0;
                }
                case "length" ->
                    Arrays.stream(value.split(",", -1)).map(TokenPolicy::small).forEach(lengths::add);
                default -> throw new IllegalArgumentException("is no word of a token policy");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "token policy: '" + word + "': " + e.getMessage()
                            + "; words are lower, reverse, random, decimal=10, strip=1+0, length=4,7, prefix=XY",
                    e);
        }
    }

    private static int small(String number) {
        if (!number.matches("\\d{1,2}")) {
            throw new IllegalArgumentException("'" + number + "' is no number from 0 to 99");
        }
        return Integer.parseInt(number);
    }

    /**
     * The token of a card.
     *
     * @param uid its bytes in the order on the air
     * @throws DeviceException when this id cannot be used, in words: too short, too long, random, of another length
     */
    public Token card(byte... uid) throws DeviceException {
        String raw = HexFormat.of().withUpperCase().formatHex(uid);
        int length = uid.length - stripFirst - stripLast;
        if (length < 1) {
            throw new DeviceException("card id " + raw + " is shorter than what is stripped from it");
        }
        if (!lengths.isEmpty() && !lengths.contains(length)) {
            throw new DeviceException("card id " + raw + " has " + length + " bytes; accepted are " + lengths);
        }
        byte[] id = Arrays.copyOfRange(uid, stripFirst, stripFirst + length);
        if (!random && stripFirst == 0 && length == RANDOM_LENGTH && id[0] == RANDOM_FIRST) {
            throw new DeviceException(
                    "card id " + raw
                            + " is random, made up by a phone; use a card (or add 'random' to the token policy of a 125 kHz reader)");
        }
        return token(prefix + text(id), Token.Kind.RFID, raw);
    }

    /**
     * The token of a text that the reader has decoded itself: a number typed by a keyboard reader, or printed on a card. Of the policy only letters and
     * prefix are applied.
     *
     * @throws DeviceException when it is blank or too long
     */
    public Token text(String text, Token.Kind kind) throws DeviceException {
        String shown = lower ? text.toLowerCase(Locale.ROOT) : text.toUpperCase(Locale.ROOT);
        if (shown.isBlank()) {
            throw new DeviceException("a token without characters");
        }
        return token(prefix + shown.strip(), kind, "");
    }

    private String text(byte[] id) {
        byte[] ordered = id.clone();
        if (reverse) {
            for (int i = 0; i < id.length; i++) {
                ordered[i] = id[id.length - 1 - i];
            }
        }
        if (decimalDigits >= 0) {
            String number = new BigInteger(1, ordered).toString();
            return "0".repeat(Math.max(0, decimalDigits - number.length())) + number;
        }
        HexFormat hex = lower ? HexFormat.of() : HexFormat.of().withUpperCase();
        return hex.formatHex(ordered);
    }

    private static Token token(String value, Token.Kind kind, String uid) throws DeviceException {
        if (value.length() > LONGEST) {
            throw new DeviceException("token " + value + " has " + value.length() + " characters; OCPP 1.6 takes "
                    + LONGEST + ": shorten the prefix, or strip or decimal in the token policy");
        }
        return new Token(value, kind, uid);
    }

    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        words.add(decimalDigits >= 0 ? "decimal=" + decimalDigits : lower ? "lower" : "upper");
        if (reverse) {
            words.add("reverse");
        }
        if (random) {
            words.add("random");
        }
        if (stripFirst + stripLast > 0) {
            words.add("strip=" + stripFirst + "+" + stripLast);
        }
        if (!lengths.isEmpty()) {
            words.add("length=" + lengths);
        }
        if (!prefix.isEmpty()) {
            words.add("prefix=" + prefix);
        }
        return String.join(" ", words);
    }
}
