package io.gatewatt.profile.core.keys;

import java.util.Arrays;
import java.util.List;

/** A comma-separated list: blanks around items are tolerated, an empty text is the empty list. */
final class ItemList {

    private ItemList() {}

    /** The items; an item may be empty when the text has a comma too many, which the reader of the item refuses. */
    static List<String> split(String text) {
        return text.isBlank() ? List.of() : Arrays.stream(text.split(",", -1)).map(String::trim).toList();
    }
}
