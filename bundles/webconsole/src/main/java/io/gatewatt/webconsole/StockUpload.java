// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import io.gatewatt.deploy.Deployment;
import io.gatewatt.deploy.Outcome;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes the upload of the console's own Bundles page and deploys it instead: checked before anything is touched, and told what came of it, with 400 when it
 * was refused. The page itself would put any file in place of what runs, and say nothing. Whatever address such an upload is sent to, it ends here.
 */
@Component(
        service = Filter.class,
        property = {
            Constants.SERVICE_RANKING + ":Integer=-10",
            "osgi.http.whiteboard.filter.pattern=/*",
            "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=org.apache.felix.webconsole)"
        })
public final class StockUpload implements Filter {

    private final BundleContext context;
    private final Deployment deployment;

    /** @param deployment what does it */
    @Activate
    public StockUpload(BundleContext context, @Reference Deployment deployment) {
        this.context = context;
        this.deployment = deployment;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        List<Part> bundles = bundles((HttpServletRequest) request);
        if (bundles.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        List<String> bad = new ArrayList<>();
        for (Part bundle : bundles) {
            Outcome outcome = Upload.deploy(bundle, deployment, context);
            if (!outcome.good()) {
                bad.add(outcome.words());
            }
        }
        HttpServletResponse answer = (HttpServletResponse) response;
        if (bad.isEmpty()) {
            answer.sendRedirect(((HttpServletRequest) request).getRequestURI());
        } else {
            answer.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            answer.setContentType("text/plain; charset=utf-8");
            answer.getWriter().println(String.join("\n", bad));
        }
    }

    private static List<Part> bundles(HttpServletRequest request) throws IOException, ServletException {
        String type = request.getContentType();
        if (!request.getMethod().equals("POST")
                || type == null
                || !type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            return List.of();
        }
        return request.getParts().stream()
                .filter(part -> part.getName().equals("bundlefile") && part.getSize() > 0)
                .toList();
    }
}
