// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.em4100;

import io.gatewatt.driver.Debounce;
import io.gatewatt.driver.Device;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Token;
import io.gatewatt.driver.TokenPolicy;
import io.gatewatt.driver.TokenReader;
import io.gatewatt.transport.serial.SerialLine;
import java.time.Duration;
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

/** RDM6300, RDM630, ID-12LA and ID-20: readers of 125 kHz cards that send each card as a frame, over and over while it is there; 9600 8N1. */
@Component(
        configurationPid = "driver.em4100",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Device.KIND + "=RDM6300/ID-12")
@Designate(ocd = Em4100Reader.Settings.class, factory = true)
public final class Em4100Reader implements TokenReader {

    /** One reader. */
    @ObjectClassDefinition(name = "RDM6300/ID-12", description = "A serial reader of 125 kHz cards")
    public @interface Settings {

        /** Name of the device. */
        @AttributeDefinition(name = "Device", description = "Unique name, for example reader1")
        String device_id() default "reader1";

        /** Its line. */
        @AttributeDefinition(
                name = "Line",
                description = "Filter that selects the serial line, for example (line.id=rfid)")
        String line_target() default "(line.id=rfid)";

        /** Spelling of tokens. */
        @AttributeDefinition(
                name = "Tokens",
                description =
                        "How ids become tokens, words in any order: lower, reverse, random, decimal=10, strip=1+0, length=4,7, prefix=XY")
        String tokens() default "";
    }

    private static final Logger LOG = LoggerFactory.getLogger(Em4100Reader.class);
    /** They repeat a card several times a second. */
    static final Duration AWAY = Duration.ofSeconds(1);

    private final TokenPolicy policy;
    private final List<Consumer<Token>> sinks = new CopyOnWriteArrayList<>();
    private final Debounce debounce = new Debounce(AWAY);
    private final AutoCloseable listening;

    /** @throws IllegalArgumentException when the token policy has a word that is none */
    @Activate
    public Em4100Reader(@Reference(name = "line") SerialLine line, Settings settings) {
        this.policy = TokenPolicy.of(settings.tokens());
        Em4100Frames frames = new Em4100Frames(this::seen);
        this.listening = line.listen(new SerialLine.Listener() {
            @Override
            public void received(byte[] bytes) {
                frames.received(bytes);
            }

            @Override
            public void opened() {
                frames.clear();
            }
        });
    }

    @Override
    public AutoCloseable listen(Consumer<Token> sink) {
        sinks.add(sink);
        return () -> sinks.remove(sink);
    }

    private void seen(byte... id) {
        if (debounce.shown(HexFormat.of().formatHex(id))) {
            try {
                Token token = policy.card(id);
                sinks.forEach(sink -> sink.accept(token));
            } catch (DeviceException e) {
                LOG.warn("{}", e.getMessage());
            }
        }
    }

    @Deactivate
    void close() throws Exception {
        listening.close();
    }
}
