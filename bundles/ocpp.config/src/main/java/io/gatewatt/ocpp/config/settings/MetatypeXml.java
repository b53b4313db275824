// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config.settings;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the settings out of one metatype document (OSGi Compendium, chapter 105). An object class that no PID is designated to is listed
 * under its own id.
 */
public final class MetatypeXml {

    /** Namespace of the attributes that mark an OCPP key. */
    public static final String KEY_NAMESPACE = "urn:gatewatt:ocpp:key:1";

    private final Map<String, List<Setting>> classes = new HashMap<>();
    private final List<Setting> designated = new ArrayList<>();
    private final XMLStreamReader xml;

    private MetatypeXml(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * All settings of a document. The stream is left open.
     *
     * @throws IOException when it cannot be read or is no well-formed document
     */
    public static List<Setting> read(InputStream document) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return new MetatypeXml(factory.createXMLStreamReader(document)).settings();
        } catch (XMLStreamException | NumberFormatException e) {
            throw new IOException("no metatype document: " + e.getMessage(), e);
        }
    }

    private List<Setting> settings() throws XMLStreamException {
        String objectClass = "";
        String pid = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "OCD" -> {
                    objectClass = attribute("id", "");
                    classes.put(objectClass, new ArrayList<>());
                }
                case "AD" -> classes.get(objectClass).add(attributeDefinition(objectClass));
                case "Designate" -> pid = attribute("factoryPid", attribute("pid", ""));
                case "Object" -> designate(pid, attribute("ocdref", ""));
                default -> {
                    // names of icons and the like
                }
            }
        }
        classes.values().forEach(designated::addAll);
        return List.copyOf(designated);
    }

    private void designate(String pid, String objectClass) {
        for (Setting s : classes.getOrDefault(objectClass, List.of())) {
            designated.add(new Setting(
                    pid,
                    s.name(),
                    s.type(),
                    s.list(),
                    s.min(),
                    s.max(),
                    s.options(),
                    s.fallback(),
                    s.access(),
                    s.reboot()));
        }
        classes.remove(objectClass);
    }

    private Setting attributeDefinition(String objectClass) throws XMLStreamException {
        String name = attribute("id", "");
        ValueType type = ValueType.of(attribute("type", "String"));
        boolean list = !attribute("cardinality", "0").equals("0");
        Optional<BigDecimal> min = number("min");
        Optional<BigDecimal> max = number("max");
        List<String> fallback = values(attribute("default", ""), list);
        Setting.Access access = Optional.ofNullable(xml.getAttributeValue(KEY_NAMESPACE, "access"))
                .map(Setting.Access::valueOf)
                .orElse(Setting.Access.NOT_A_KEY);
        boolean reboot = Boolean.parseBoolean(xml.getAttributeValue(KEY_NAMESPACE, "reboot"));
        return new Setting(objectClass, name, type, list, min, max, options(), fallback, access, reboot);
    }

    private List<String> options() throws XMLStreamException {
        List<String> options = new ArrayList<>();
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                if (xml.getLocalName().equals("Option")) {
                    options.add(attribute("value", ""));
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
        return options;
    }

    private Optional<BigDecimal> number(String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name)).map(BigDecimal::new);
    }

    private String attribute(String name, String fallback) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? fallback : value;
    }

    /** Default values are comma-separated; a backslash keeps a comma, blank or backslash. */
    private static List<String> values(String text, boolean list) {
        if (list && text.isEmpty()) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                value.append(text.charAt(++i));
            } else if (c == ',' && list) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }
}
