// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import io.gatewatt.deploy.Attempt;
import io.gatewatt.deploy.Deployed;
import io.gatewatt.deploy.Outcome.Result;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What was deployed, as HTML. What came from a bundle is text, never markup. */
final class DriversView {

    private final StringBuilder html = new StringBuilder();

    private DriversView() {}

    /** @param told key of the attempt whose outcome the reader waits for; empty when he waits for none */
    static String of(List<Deployed> deployed, List<Attempt> attempts, boolean unsignedAllowed, String told) {
        DriversView view = new DriversView();
        view.html.append("<section class=\"gw\" id=\"gw-drivers\">");
        if (unsignedAllowed) {
            view.html.append(
                    "<p class=\"gw-note gw-warn\" role=\"note\" id=\"gw-developer\"><strong>Developer mode.</strong> Bundles of anybody are let in, "
                            + "unsigned ones, too. On a station that people charge at, switch it off: configuration <em>Deploying bundles</em>.</p>");
        }
        attempts.stream().filter(one -> key(one).equals(told)).findFirst().ifPresent(view::outcome);
        view.upload();
        view.deployed(deployed);
        view.attempts(attempts);
        view.html.append("</section><script src=\"/system/console/gatewatt/res/drivers.js\"></script>");
        return view.html.toString();
    }

    /** Names an attempt in an address. */
    static String key(Attempt attempt) {
        return Long.toString(attempt.at().toEpochMilli());
    }

    private void outcome(Attempt attempt) {
        html.append("<p class=\"gw-note gw-told ")
                .append(attempt.outcome().good() ? "gw-good" : "gw-bad")
                .append("\" role=\"status\" id=\"gw-told\"><strong>")
                .append(word(attempt.outcome().result()))
                .append(".</strong> ")
                .append(text(attempt.outcome().words()))
                .append("</p>");
    }

    private void upload() {
        html.append(
                "<form class=\"gw-box\" method=\"post\" enctype=\"multipart/form-data\"><div class=\"gw-head\"><h2>Bring a driver or profile</h2>"
                        + "<div class=\"gw-tools\"><input type=\"hidden\" name=\"action\" value=\"install\">"
                        + "<input type=\"file\" name=\"jar\" accept=\".jar\" required aria-label=\"Bundle to bring onto the station\">"
                        + "<button type=\"submit\">Install</button></div></div>"
                        + "<p class=\"gw-soft\">New, or in place of its older version while cars charge. A version that does not prove itself is rolled back.</p></form>");
    }

    private void deployed(List<Deployed> deployed) {
        html.append("<div class=\"gw-box\"><h2>On this station</h2>");
        if (deployed.isEmpty()) {
            html.append(
                    "<p class=\"gw-soft\">Nothing was brought here: the drivers are those of the distribution.</p></div>");
            return;
        }
        html.append(
                "<div class=\"gw-wide-table\"><table class=\"gw-table\"><thead><tr><th>Name<th>Version<th>Signer<th>Since<th>Can go back to<th></tr></thead><tbody>");
        for (Deployed one : deployed) {
            html.append("<tr data-name=\"")
                    .append(text(one.name()))
                    .append("\"><td>")
                    .append(text(one.name()));
            html.append("<td data-label=\"Version\">")
                    .append(text(one.version()))
                    .append("<td data-label=\"Signer\">");
            html.append(
                    one.signer().isEmpty() ? "<span class=\"gw-pill gw-warn\">unsigned</span>" : text(one.signer()));
            html.append("<td data-label=\"Since\">").append(time(one.since()));
            html.append("<td data-label=\"Can go back to\">")
                    .append(one.kept().isEmpty() ? "–" : text(String.join(", ", one.kept())));
            html.append("<td><div class=\"gw-tools\">");
            if (!one.kept().isEmpty()) {
                button("rollback", one.name(), "Roll back to " + one.kept().get(0));
            }
            button("remove", one.name(), "Remove");
            html.append("</div></tr>");
        }
        html.append("</tbody></table></div></div>");
    }

    private void button(String action, String name, String words) {
        html.append("<form method=\"post\"><input type=\"hidden\" name=\"action\" value=\"")
                .append(action);
        html.append("\"><input type=\"hidden\" name=\"name\" value=\"").append(text(name));
        html.append("\"><button type=\"submit\">").append(text(words)).append("</button></form>");
    }

    private void attempts(List<Attempt> attempts) {
        html.append("<div class=\"gw-box\"><h2>What came of it</h2>");
        if (attempts.isEmpty()) {
            html.append("<p class=\"gw-soft\">Nothing was asked for since the station started.</p>");
        } else {
            html.append("<ul class=\"gw-attempts\">");
            for (Attempt one : attempts) {
                html.append("<li><span class=\"gw-time\">")
                        .append(time(one.at()))
                        .append("</span> <span class=\"gw-pill ");
                html.append(one.outcome().good() ? "gw-good" : "gw-bad").append("\">");
                html.append(word(one.outcome().result())).append("</span> by ").append(text(one.origin()));
                html.append("<div>").append(text(one.outcome().words())).append("</div></li>");
            }
            html.append("</ul>");
        }
        html.append("</div>");
    }

    private static String word(Result result) {
        return switch (result) {
            case DEPLOYED -> "Runs";
            case UNCHANGED -> "Nothing to do";
            case REFUSED -> "Refused";
            case ROLLED_BACK -> "Rolled back";
            case REMOVED -> "Removed";
        };
    }

    /** In UTC; the browser makes its own time of it. */
    private static String time(Instant at) {
        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
        return "<time datetime=\"" + second + "\">" + second + "</time>";
    }

    static String text(String raw) {
        StringBuilder safe = new StringBuilder(raw.length() + 16);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                // The console puts values in place of such words.
                case '$' -> safe.append("&#36;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }
}
