// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Stands before every page of the Web Console: refuses foreign hosts and origins, which the console itself does not, adds the
 * headers that keep a page from being framed, sniffed or fed with foreign scripts, and opens the console with the charging page.
 */
@Component(
        service = Filter.class,
        property = {
            "osgi.http.whiteboard.filter.pattern=/*",
            "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=org.apache.felix.webconsole)"
        })
public final class GuardFilter implements Filter {

    private static final String OURS =
            "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
                    + "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    /** Pages of the console itself build scripts from text. */
    private static final String STOCK = OURS.replace("'unsafe-inline'; style", "'unsafe-inline' 'unsafe-eval'; style");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        String path = http.getRequestURI().substring(http.getContextPath().length());
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("X-Frame-Options", "DENY");
        // Not no-referrer: with that a browser sends "Origin: null" for the console's own forms.
        answer.setHeader("Referrer-Policy", "same-origin");
        answer.setHeader("Content-Security-Policy", path.startsWith("/" + PageServlet.LABEL) ? OURS : STOCK);

        Optional<String> refusal = RequestRules.refuse(
                http.getMethod(), http.getHeader("Host"), http.getHeader("Origin"), http.getHeader("Sec-Fetch-Site"));
        if (refusal.isPresent()) {
            answer.setStatus(HttpServletResponse.SC_FORBIDDEN);
            answer.setContentType("text/plain; charset=utf-8");
            answer.getWriter().println(refusal.get());
        } else if (path.isEmpty() || path.equals("/")) {
            answer.sendRedirect(http.getContextPath() + "/" + PageServlet.LABEL);
        } else {
            chain.doFilter(request, response);
        }
    }
}
