// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.rest;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Puts the interface on the web server. */
public final class BenchServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Bench bench;
    private transient Api api;

    /** @param bench what the interface acts on */
    public BenchServlet(Bench bench) {
        this.bench = bench;
    }

    /** Made when it is first asked for: no start of a station waits for it. */
    private synchronized Api api() {
        api = api == null ? new Api(bench) : api;
        return api;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Visitor visitor = new Visitor(request.getRemoteAddr(), request.getHeader("Host"), request.getHeader("Origin"));
        byte[] body = request.getInputStream().readNBytes(Body.MAX_BYTES + 1);
        String path = Objects.requireNonNullElse(request.getPathInfo(), "/");
        // The server itself leaves out the body of an answer to HEAD.
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Api.Answer answer = api().answer(visitor, method, path, body);
        response.setStatus(answer.status());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!answer.allow().isEmpty()) {
            response.setHeader("Allow", answer.allow());
        }
        if (answer.body() != null) {
            byte[] bytes = answer.body().toPrettyString().getBytes(StandardCharsets.UTF_8);
            response.setContentType("application/json;charset=utf-8");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }
}
