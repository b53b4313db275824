// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.felix.webconsole.servlet.AbstractServlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The charging page inside the Web Console, its files, and {@code gatewatt/state.json} for scripts and browsers without a stream. */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=" + PageServlet.LABEL,
            "felix.webconsole.title=Charging",
            "felix.webconsole.category=Charging",
            "felix.webconsole.css=/" + PageServlet.LABEL + "/res/page.css"
        })
public final class PageServlet extends AbstractServlet {

    static final String LABEL = "gatewatt";

    private static final long serialVersionUID = 1L;
    private static final String ROOT = "/" + LABEL + "/";
    private static final Map<String, String> FILES = Map.of(
            "res/page.css", "text/css; charset=utf-8",
            "res/brand.css", "text/css; charset=utf-8",
            "res/page.js", "text/javascript; charset=utf-8",
            "res/drivers.js", "text/javascript; charset=utf-8",
            "res/view.js", "text/javascript; charset=utf-8",
            "res/logo.svg", "image/svg+xml");

    private final transient FactSource source;

    /** @param source what to show */
    @Activate
    public PageServlet(@Reference FactSource source) {
        this.source = source;
    }

    /** A response of its own for files and the snapshot; for the page itself the answer is left alone and the console draws its frame. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        String file = path.startsWith(ROOT) ? path.substring(ROOT.length()) : "";
        if (FILES.containsKey(file)) {
            response.setContentType(FILES.get(file));
            response.setHeader("Cache-Control", "no-cache");
            write(response, file(file));
        } else if (file.equals("state.json")) {
            response.setContentType("application/json");
            response.setHeader("Cache-Control", "no-store");
            write(response, snapshot(request.getParameter("since")));
        } else if (!file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    public void renderContent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(new String(file("res/page.html"), StandardCharsets.UTF_8));
    }

    private byte[] snapshot(String since) {
        long seen = since != null && since.matches("\\d{1,18}") ? Long.parseLong(since) : 0;
        ObjectNode json = StateView.of(source.facts(), source.now());
        json.put("epoch", source.epoch());
        json.set("frames", FrameView.of(source.framesSince(seen)));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in = PageServlet.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IOException("no file " + name + " in this bundle");
            }
            return in.readAllBytes();
        }
    }

    private static void write(HttpServletResponse response, byte[] body) throws IOException {
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
