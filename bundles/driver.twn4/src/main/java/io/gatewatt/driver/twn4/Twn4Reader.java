// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.twn4;

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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

/** Elatec TWN4 with the Simple Protocol in ASCII mode, USB CDC or UART 115200 8N1. It must be asked: ten times a second, on a thread that ends with the driver. */
@Component(
        configurationPid = "driver.twn4",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Device.KIND + "=Elatec TWN4")
@Designate(ocd = Twn4Reader.Settings.class, factory = true)
public final class Twn4Reader implements TokenReader {

    /** One reader. */
    @ObjectClassDefinition(
            name = "Elatec TWN4",
            description = "A TWN4 reader that speaks the Simple Protocol in ASCII mode")
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

    private static final Logger LOG = LoggerFactory.getLogger(Twn4Reader.class);
    private static final int EVERY_MS = 100;
    private static final Duration ANSWER = Duration.ofMillis(500);
    /** A card at the edge of the field is not found by every search. */
    static final Duration AWAY = Duration.ofSeconds(1);

    private final SerialLine line;
    private final TokenPolicy policy;
    private final List<Consumer<Token>> sinks = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread;
    private final Debounce debounce = new Debounce(AWAY);
    private boolean silent;

    /** @throws IllegalArgumentException when the token policy has a word that is none */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with its thread
    @Activate
    public Twn4Reader(@Reference(name = "line") SerialLine line, Settings settings) {
        this.line = line;
        this.policy = TokenPolicy.of(settings.tokens());
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread searching = new Thread(task, "twn4-" + settings.device_id());
            searching.setDaemon(true);
            return searching;
        });
        thread.scheduleWithFixedDelay(this::search, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public AutoCloseable listen(Consumer<Token> sink) {
        sinks.add(sink);
        return () -> sinks.remove(sink);
    }

    private void search() {
        try {
            byte[] id = line.exchange(SimpleProtocol.SEARCH_TAG, SimpleProtocol::tag, ANSWER);
            silent = false;
            if (id.length > 0 && debounce.shown(HexFormat.of().formatHex(id))) {
                tell(id);
            }
        } catch (DeviceException | RuntimeException e) {
            if (!silent && !thread.isShutdown()) {
                LOG.warn("TWN4 on {} is not read: {}", line.name(), e.getMessage());
            }
            silent = true;
        }
    }

    private void tell(byte[] id) {
        try {
            Token token = policy.card(id);
            sinks.forEach(sink -> sink.accept(token));
        } catch (DeviceException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    @Deactivate
    void close() {
        thread.shutdownNow();
    }
}
