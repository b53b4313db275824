// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the form of a key says: its type, what it counts, its range, its default, and words. */
class MetatypeTest {

    /** What a number counts. */
    private static final Pattern UNIT = Pattern.compile("\\b([Ss]econds|percent|times|Wh|keys?|items|values?)\\b");

    private static final Path DOCUMENTS = Path.of("target/classes/OSGI-INF/metatype");

    @ParameterizedTest
    @ValueSource(classes = {CoreKeys.class, CoreLimits.class})
    void everyKeySaysWhatItIs(Class<?> keys) throws Exception {
        NodeList attributes = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(DOCUMENTS.resolve(keys.getName() + ".xml").toFile())
                .getElementsByTagName("AD");
        Set<String> described = new TreeSet<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            Element key = (Element) attributes.item(i);
            String id = key.getAttribute("id");
            described.add(id);
            String words = key.getAttribute("description");
            assertTrue(!key.getAttribute("name").equals(id) && words.endsWith("."), id + ": " + words);
            assertTrue(key.hasAttribute("default") || key.getAttribute("type").equals("String"), id);
            if (key.getAttribute("type").equals("Integer")) {
                assertTrue(key.hasAttribute("min"), id + " has no least value");
                assertTrue(UNIT.matcher(words).find(), id + " does not say what it counts: " + words);
            }
        }
        assertEquals(
                Arrays.stream(keys.getDeclaredMethods())
                        .map(Method::getName)
                        .collect(Collectors.toCollection(TreeSet::new)),
                described);
    }
}
