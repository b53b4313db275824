package io.gatewatt.demo;

import java.util.List;

/** What the reader can do after the story. */
final class Epilogue {

    private Epilogue() {}

    /**
     * The lines.
     *
     * @param http address of the station's web server, without a slash at its end
     * @param home the station's home
     */
    static List<String> lines(String http, String home) {
        return List.of(
                "",
                "The station stays up. Stop it with Ctrl-C.",
                "Look    " + http + "/system/console/gatewatt   (log in as told at the first start of this home;",
                "        to be told anew delete " + home + "/secrets/console and reload)",
                "Try     curl " + http + "/bench/state",
                "        curl -d '{}' " + http + "/bench/connectors/2/plug",
                "        curl -d '{\"idTag\":\"" + Story.CARD + "\"}' " + http + "/bench/readers/1/present",
                "        curl -d '{\"errorCode\":\"GroundFailure\"}' " + http + "/bench/connectors/1/fault",
                "        curl -X DELETE " + http + "/bench/connectors/1/fault",
                "");
    }
}
