// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the reader can do after the story. */
final class Epilogue {

    private Epilogue() {}

    /**
     * The lines.
     *
     * @param http address of the station's web server, without a slash at its end
     * @param password the file with what is kept of the password of the Web Console; renewed when it is missing, and told then
     * @param started when this process began, in ms since the epoch
     */
    static List<String> lines(String http, Path password, long started) {
        String page = "Look    " + http + "/system/console/gatewatt   (";
        List<String> look = password.toFile().lastModified() >= started
                ? List.of(page + "user and password are told above, where it started)")
                : List.of(
                        page + "log in as told at the first start of this home;",
                        "        to be told anew delete " + password + " and reload)");
        List<String> lines = new ArrayList<>(List.of("", "The station stays up. Stop it with Ctrl-C."));
        lines.addAll(look);
        lines.addAll(List.of(
                "Try     curl " + http + "/bench/state",
                "        curl -d '{}' " + http + "/bench/connectors/2/plug",
                "        curl -d '{\"idTag\":\"" + Story.CARD + "\"}' " + http + "/bench/readers/1/present",
                "        curl -d '{\"errorCode\":\"GroundFailure\"}' " + http + "/bench/connectors/1/fault",
                "        curl -X DELETE " + http + "/bench/connectors/1/fault",
                ""));
        return lines;
    }
}
