// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules of single settings that type and range cannot say. */
final class SpecialRules {

    private static final Pattern SPAN = Pattern.compile("([0-9]{1,5})\\.\\.([0-9]{1,5})");
    private static final Map<String, Consumer<String>> RULES = Map.of(
            "Station.reconnectSeconds", SpecialRules::span,
            "Connection.url", SpecialRules::url,
            "Connection.identity", SpecialRules::identity);

    private SpecialRules() {}

    /** Why the value is no good one, in words that continue a sentence. */
    static Optional<String> problem(String name, String value, StationPlan plan) {
        try {
            if (name.equals("Station.profiles")) {
                ProfileRules.check(value, plan.profiles());
            }
            RULES.getOrDefault(name, any -> {}).accept(value);
            return ListRules.problem(name, value, plan.values());
        } catch (BadValueException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static void span(String value) {
        Matcher span = SPAN.matcher(value);
        if (!span.matches() || Integer.parseInt(span.group(1)) > Integer.parseInt(span.group(2))) {
            throw new BadValueException("is not a shortest and longest time in seconds such as 1..60");
        }
    }

    private static void identity(String value) {
        if (value.isBlank() || value.contains(":")) {
            throw new BadValueException("is no identity; one or more characters other than a colon are right");
        }
    }

    private static void url(String value) {
        try {
            URI uri = new URI(value);
            boolean webSocket = "ws".equalsIgnoreCase(uri.getScheme()) || "wss".equalsIgnoreCase(uri.getScheme());
            if (!webSocket || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new BadValueException(
                        "is no address of a central system such as ws://host:port/path or wss://host/path");
            }
            if (uri.getUserInfo() != null) {
                throw new BadValueException("holds a user or password; set AuthorizationKey instead");
            }
        } catch (URISyntaxException e) {
            throw new BadValueException("is no address: " + e.getReason());
        }
    }
}
