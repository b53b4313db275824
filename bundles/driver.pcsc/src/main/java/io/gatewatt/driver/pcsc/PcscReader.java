// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.pcsc;

import io.gatewatt.driver.Device;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Token;
import io.gatewatt.driver.TokenPolicy;
import io.gatewatt.driver.TokenReader;
import io.gatewatt.transport.pcsc.CardTerminals;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Contactless readers of PC/SC: ACR122U, ACR1252U and any CCID. The id of a card comes from the reader itself (PC/SC part 3, 3.2.2.1.3, Get Data). */
@Component(
        configurationPid = "driver.pcsc",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Device.KIND + "=PC/SC reader")
@Designate(ocd = PcscReader.Settings.class, factory = true)
public final class PcscReader implements TokenReader {

    /** One reader. */
    @ObjectClassDefinition(
            name = "PC/SC reader",
            description = "A contactless card reader of PC/SC, for example ACR122U")
    public @interface Settings {

        /** Name of the device. */
        @AttributeDefinition(name = "Device", description = "Unique name, for example reader1")
        String device_id() default "reader1";

        /** Which terminal. */
        @AttributeDefinition(
                name = "Terminal",
                description =
                        "Part of the terminal's name as PC/SC gives it, for example ACR122U; empty for every terminal")
        String terminal() default "";

        /** Spelling of tokens. */
        @AttributeDefinition(
                name = "Tokens",
                description =
                        "How ids become tokens, words in any order: lower, reverse, random, decimal=10, strip=1+0, length=4,7, prefix=XY")
        String tokens() default "";
    }

    private static final Logger LOG = LoggerFactory.getLogger(PcscReader.class);
    private static final byte[] GET_ID = {(byte) 0xFF, (byte) 0xCA, 0, 0, 0};
    private static final int STATUS_BYTES = 2;

    private final TokenPolicy policy;
    private final List<Consumer<Token>> sinks = new CopyOnWriteArrayList<>();
    private final AutoCloseable watching;

    /** @throws IllegalArgumentException when the token policy has a word that is none */
    @Activate
    public PcscReader(@Reference CardTerminals terminals, Settings settings) {
        this.policy = TokenPolicy.of(settings.tokens());
        this.watching = terminals.watch(settings.terminal(), this::presented);
    }

    @Override
    public AutoCloseable listen(Consumer<Token> sink) {
        sinks.add(sink);
        return () -> sinks.remove(sink);
    }

    private void presented(CardTerminals.Card card) {
        try {
            Token token = policy.card(id(card));
            sinks.forEach(sink -> sink.accept(token));
        } catch (DeviceException e) {
            LOG.warn("{}: {}", card.terminal(), e.getMessage());
        }
    }

    @Deactivate
    void close() throws Exception {
        watching.close();
    }

    private static byte[] id(CardTerminals.Card card) throws DeviceException {
        byte[] answer = card.transmit(GET_ID);
        int length = answer.length - STATUS_BYTES;
        String status = HexFormat.of().withUpperCase().formatHex(answer, Math.max(0, length), answer.length);
        if (length < 1 || !status.equals("9000")) {
            throw new DeviceException(
                    "the card gives no id, status " + status + "; it may be of a kind this reader cannot read");
        }
        return Arrays.copyOf(answer, length);
    }
}
