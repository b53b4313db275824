// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.cm.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Dictionary;
import org.apache.felix.cm.file.ConfigurationHandler;

/** The text of a configuration file: a first line with the version of the format, Felix's text, a last line that proves that all is there. */
final class ConfigurationText {

    private static final String FIRST = "# gatewatt configuration ";
    private static final String LAST = "# end of configuration\n";
    private static final int VERSION = 1;

    private ConfigurationText() {}

    static String write(Dictionary<?, ?> properties) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ConfigurationHandler.write(text, properties);
        return FIRST + VERSION + "\n" + text.toString(StandardCharsets.UTF_8) + LAST;
    }

    /** @throws IOException when the text is not whole, not of this format, or of a newer version of it */
    static Dictionary<?, ?> parse(String text) throws IOException {
        int end = text.indexOf('\n');
        if (end < 0 || !text.startsWith(FIRST)) {
            throw new IOException("not a configuration file");
        }
        int version;
        try {
            version = Integer.parseInt(text.substring(FIRST.length(), end));
        } catch (NumberFormatException e) {
            throw new IOException("not a configuration file: " + text.substring(0, end), e);
        }
        if (version > VERSION) {
            throw new IOException(
                    "written by a newer release, in version " + version + " of the format; this one knows " + VERSION);
        }
        if (!text.endsWith(LAST)) {
            throw new IOException("truncated: its last line is missing");
        }
        String body = text.substring(end + 1, text.length() - LAST.length());
        return ConfigurationHandler.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
