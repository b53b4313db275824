// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Writes the table of routes as OpenAPI 3, so that description and behaviour cannot part. */
final class OpenApi {

    private OpenApi() {}

    static JsonNode describe(List<Route> routes) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", "Gatewatt bench")
                .put(
                        "description",
                        "Drives the virtual charger. Each POST answers once the stimulus is applied. Loopback only.")
                .put("version", "1.0.0");
        document.putArray("servers").addObject().put("url", "/bench");
        ObjectNode paths = document.putObject("paths");
        for (Route route : routes) {
            ObjectNode path = paths.withObjectProperty(route.path());
            path.set(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        ObjectNode error = document.putObject("components")
                .putObject("schemas")
                .putObject("Error")
                .put("type", "object");
        error.putArray("required").add("error");
        error.putObject("properties").putObject("error").put("type", "string").put("description", "what and why");
        return document;
    }

    private static ObjectNode operation(Route route) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode().put("summary", route.summary());
        if (!route.parameter().isEmpty()) {
            ObjectNode parameter = operation.putArray("parameters").addObject();
            parameter.put("name", route.parameter()).put("in", "path").put("required", true);
            parameter.putObject("schema").put("type", "integer").put("minimum", 0);
        }
        if (!route.fields().isEmpty()) {
            operation
                    .putObject("requestBody")
                    .put("required", route.fields().stream().anyMatch(field -> required(route, field)))
                    .putObject("content")
                    .putObject("application/json")
                    .set("schema", schema(route));
        }
        ObjectNode responses = operation.putObject("responses");
        if (route.method().equals("GET")) {
            responses
                    .putObject("200")
                    .put("description", "the document")
                    .putObject("content")
                    .putObject("application/json")
                    .putObject("schema")
                    .put("type", "object");
        } else {
            responses.putObject("204").put("description", "the stimulus is applied");
            error(responses, "400", "bad body; no effect");
        }
        error(responses, "403", "not from this machine, or a foreign Host or Origin; no effect");
        if (!route.parameter().isEmpty()) {
            error(responses, "404", "no such connector or reader; no effect");
        }
        return operation;
    }

    private static ObjectNode schema(Route route) {
        ObjectNode schema =
                JsonNodeFactory.instance.objectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        for (Field field : route.fields()) {
            ObjectNode property = properties.putObject(field.name()).setAll(field.schema());
            if (field.fallback() != null) {
                // With a subset allowed the value is the default of an empty body only.
                property.set(route.subset() ? "example" : "default", field.fallback());
            }
            if (required(route, field)) {
                required.add(field.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private static boolean required(Route route, Field field) {
        return field.fallback() == null && !route.subset();
    }

    private static void error(ObjectNode responses, String status, String description) {
        responses
                .putObject(status)
                .put("description", description)
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/Error");
    }
}
