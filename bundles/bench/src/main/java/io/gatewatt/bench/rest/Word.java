// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Enum constants as words of the interface: {@code LOCK_FAILS} is {@code lock-fails}. */
final class Word {

    private Word() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> all(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Word::of).toList();
    }

    static <E extends Enum<E>> E parse(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
