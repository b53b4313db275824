// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that someone may have meant, by edit distance. */
final class NearNames {

    private static final int MOST = 3;

    private NearNames() {}

    /** At most three names near to this one, the nearest first. */
    static List<String> of(String name, List<String> names) {
        String wanted = plain(name);
        int far = Math.max(2, wanted.length() / 3);
        return names.stream()
                .filter(other -> distance(wanted, plain(other)) <= far || contains(plain(other), wanted))
                .sorted(Comparator.comparingInt(other -> distance(wanted, plain(other))))
                .limit(MOST)
                .toList();
    }

    private static boolean contains(String other, String wanted) {
        return wanted.length() > MOST && (other.contains(wanted) || wanted.contains(other));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Least number of characters to insert, remove or replace. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
