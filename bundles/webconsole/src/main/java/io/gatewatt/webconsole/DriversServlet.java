// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import io.gatewatt.deploy.Attempt;
import io.gatewatt.deploy.Deployment;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.List;
import org.apache.felix.webconsole.servlet.AbstractServlet;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The page of what was deployed: versions and signers, upload, roll-back, removal, and what came of each. It works without JavaScript. A request waits for
 * its outcome, at most as long as a new version has to prove itself; then the browser is sent back to the page, so that reloading repeats nothing.
 */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=" + DriversServlet.LABEL,
            "felix.webconsole.title=Drivers",
            "felix.webconsole.category=Charging",
            "felix.webconsole.css=/" + PageServlet.LABEL + "/res/page.css"
        })
public final class DriversServlet extends AbstractServlet {

    static final String LABEL = PageServlet.LABEL + "-drivers";

    private static final long serialVersionUID = 1L;
    private static final String ROOT = "felix.webconsole.pluginRoot";

    private final transient BundleContext context;
    private final transient Deployment deployment;

    /** @param deployment what does it */
    @Activate
    public DriversServlet(BundleContext context, @Reference Deployment deployment) {
        this.context = context;
        this.deployment = deployment;
    }

    /** The answer is left alone: the console draws its frame, and then the content. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        setNoCache(response);
    }

    @Override
    public void renderContent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String told = request.getParameter("told");
        response.getWriter()
                .print(DriversView.of(
                        deployment.deployed(),
                        deployment.attempts(),
                        deployment.unsignedAllowed(),
                        told == null ? "" : told));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String name = request.getParameter("name");
        String action = request.getParameter("action");
        Part jar = "install".equals(action) ? request.getPart("jar") : null;
        if (jar != null && jar.getSize() > 0) {
            Upload.deploy(jar, deployment, context);
        } else if ("rollback".equals(action) && name != null) {
            deployment.rollback(name, Upload.ORIGIN);
        } else if ("remove".equals(action) && name != null) {
            deployment.remove(name, Upload.ORIGIN);
        } else {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, "Choose a file first.");
            return;
        }
        response.sendRedirect(request.getAttribute(ROOT) + "?told=" + latest(deployment.attempts()));
    }

    private static String latest(List<Attempt> attempts) {
        return attempts.stream()
                .filter(one -> one.origin().equals(Upload.ORIGIN))
                .findFirst()
                .map(DriversView::key)
                .orElse("");
    }
}
