// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The interface without a web server: a request in, an answer out. */
final class Api {

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param allow header Allow, empty for none
     * @param body JSON; null for none
     */
    record Answer(int status, String allow, JsonNode body) {}

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final List<Route> routes;

    Api(Bench bench) {
        routes = Routes.of(bench);
    }

    List<Route> routes() {
        return routes;
    }

    /** Path and method first, then who is meant, then the body: the first thing wrong is told, and nothing has happened. */
    Answer answer(Visitor visitor, String method, String path, byte[] body) {
        List<Route> here =
                routes.stream().filter(route -> route.shapedLike(path)).toList();
        String allow = here.stream().map(Route::method).sorted().collect(Collectors.joining(", "));
        try {
            visitor.admit();
            if (here.isEmpty()) {
                throw Refusal.unknown("no call " + path + "; GET /bench/openapi.json lists all");
            }
            Route route = here.stream()
                    .filter(candidate -> candidate.method().equals(method))
                    .findFirst()
                    .orElseThrow(() -> Refusal.wrongMethod(method + " is no method of " + path + "; use " + allow));
            JsonNode answer = run(route, path, body);
            return new Answer(answer == null ? 204 : 200, "", answer);
        } catch (Refusal e) {
            JsonNode error = JsonNodeFactory.instance.objectNode().put("error", e.getMessage());
            return new Answer(e.status(), e.status() == 405 ? allow : "", error);
        } catch (RuntimeException e) {
            LOG.error("Bench call {} {} failed", method, path, e);
            return new Answer(500, "", JsonNodeFactory.instance.objectNode().put("error", "the bench failed: " + e));
        }
    }

    private static JsonNode run(Route route, String path, byte[] body) {
        int number = 0;
        if (!route.parameter().isEmpty()) {
            number = route.number(path)
                    .orElseThrow(() -> Refusal.unknown("no such number in " + path + "; expected " + route.path()));
        }
        route.known().accept(number);
        return route.action().run(number, Body.parse(body, route.fields(), route.subset()));
    }
}
