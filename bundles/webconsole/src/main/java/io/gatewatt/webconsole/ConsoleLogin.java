// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards the Web Console with one user and a password that is made at the first start of a home, told once on standard
 * output and kept as a hash only. Deleting {@code secrets/console} in the home makes a new one.
 */
@Component(service = SecurityProvider.class, immediate = true, property = SecurityProvider.PROPERTY_ID + "=gatewatt")
public final class ConsoleLogin implements SecurityProvider {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleLogin.class);

    private final PasswordFile file;
    private final Login login;
    private final String address;

    /** @param bundle gives the home ({@code gatewatt.home}) and the port of the console */
    @Activate
    public ConsoleLogin(BundleContext bundle) {
        String home = Optional.ofNullable(bundle.getProperty("gatewatt.home")).orElse(".");
        String port = Optional.ofNullable(bundle.getProperty("org.osgi.service.http.port"))
                .orElse("8080");
        file = new PasswordFile(Path.of(home, "secrets", "console"));
        login = new Login(file, new TryLimit(System::nanoTime));
        address = "http://127.0.0.1:" + port + "/system/console/gatewatt";
        try {
            tellWhenNew();
            file.read();
        } catch (IOException e) {
            LOG.error("Web Console is closed: {}", e.getMessage());
        }
    }

    @Override
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        Optional<Credentials> credentials = Credentials.parse(request.getHeader("Authorization"));
        if (credentials.isEmpty()) {
            return refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "User and password, please.");
        }
        try {
            tellWhenNew();
            return switch (login.judge(
                    credentials.get().user(), credentials.get().password())) {
                case RIGHT -> Login.USER;
                case WRONG, NO_PASSWORD -> {
                    LOG.warn("Web Console: wrong user or password from {}", request.getRemoteAddr());
                    yield refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "User or password is wrong.");
                }
                case TOO_MANY -> {
                    long seconds = login.pause().toSeconds() + 1;
                    response.setHeader("Retry-After", Long.toString(seconds));
                    yield refuse(response, 429, "Too many wrong passwords. Try again in " + seconds + " s.");
                }
            };
        } catch (IOException e) {
            LOG.error("Web Console is closed: {}", e.getMessage());
            return refuse(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "The password file cannot be used; see the log.");
        }
    }

    @Override
    public boolean authorize(Object user, String role) {
        return Login.USER.equals(user);
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        // Basic authentication has no session to end; the console's own challenge makes the browser forget.
    }

    private synchronized void tellWhenNew() throws IOException {
        if (!file.exists()) {
            String password = file.renew();
            System.out.println("Web Console " + address + "  user " + Login.USER + "  password " + password
                    + "  (told once; delete " + file.path() + " for a new one)");
            System.out.flush();
        }
    }

    private static Object refuse(HttpServletResponse response, int status, String words) {
        response.setStatus(status);
        if (status == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Gatewatt\", charset=\"UTF-8\"");
        }
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/plain; charset=utf-8");
        try {
            response.getOutputStream().write((words + "\n").getBytes(StandardCharsets.UTF_8));
            response.flushBuffer();
        } catch (IOException e) {
            LOG.debug("refusal not sent: {}", e.toString());
        }
        return null;
    }
}
