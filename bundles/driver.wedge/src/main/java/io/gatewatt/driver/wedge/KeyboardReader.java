// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.wedge;

import io.gatewatt.driver.Device;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Token;
import io.gatewatt.driver.TokenPolicy;
import io.gatewatt.driver.TokenReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reader that is a keyboard: it types the number of a card and Enter. Read from its evdev device, on a thread that ends with the driver; a device that is
 * unplugged is opened again when it is back. The file needs read access (group {@code input}); a udev rule with {@code ENV{LIBINPUT_IGNORE_DEVICE}="1"}
 * keeps the digits from a desktop, and a station without a login on its console needs none.
 */
@Component(
        configurationPid = "driver.wedge",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Device.KIND + "=keyboard reader")
@Designate(ocd = KeyboardReader.Settings.class, factory = true)
public final class KeyboardReader implements TokenReader {

    /** How the typed text is to be understood. */
    public enum Typed {
        /** As it is. */
        TEXT,
        /** The decimal number of a card id of 4 bytes. */
        DECIMAL,
        /** The hex bytes of a card id. */
        HEX
    }

    /** One reader. */
    @ObjectClassDefinition(
            name = "Keyboard reader",
            description = "A card or barcode reader that types, read from evdev")
    public @interface Settings {

        /** Name of the device. */
        @AttributeDefinition(name = "Device", description = "Unique name, for example reader1")
        String device_id() default "reader1";

        /** Its file. */
        @AttributeDefinition(
                name = "File",
                description = "The evdev device, for example /dev/input/by-id/usb-reader-event-kbd")
        String file();

        /** What is typed. */
        @AttributeDefinition(
                name = "Typed",
                description = "TEXT is taken as it is, DECIMAL is the number of a card id of 4 bytes, HEX its bytes")
        Typed typed() default Typed.TEXT;

        /** Spelling of tokens. */
        @AttributeDefinition(
                name = "Tokens",
                description =
                        "How ids become tokens, words in any order: lower, reverse, random, decimal=10, strip=1+0, length=4,7, prefix=XY")
        String tokens() default "";
    }

    private static final Logger LOG = LoggerFactory.getLogger(KeyboardReader.class);
    static final int REOPEN_MS = 1000;

    private final Path file;
    private final Typed kind;
    private final TokenPolicy policy;
    private final List<Consumer<Token>> sinks = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread;
    private boolean away;

    /** @throws IllegalArgumentException when no file is named or the token policy has a word that is none */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with its thread
    @Activate
    public KeyboardReader(Settings settings) {
        if (settings.file() == null || settings.file().isBlank()) {
            throw new IllegalArgumentException(
                    "no file; name the evdev device, for example /dev/input/by-id/usb-reader-event-kbd");
        }
        this.file = Path.of(settings.file());
        this.kind = settings.typed();
        this.policy = TokenPolicy.of(settings.tokens());
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread reading = new Thread(task, "keyboard-" + settings.device_id());
            reading.setDaemon(true);
            return reading;
        });
        thread.scheduleWithFixedDelay(this::readToTheEnd, 0, REOPEN_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public AutoCloseable listen(Consumer<Token> sink) {
        sinks.add(sink);
        return () -> sinks.remove(sink);
    }

    private void readToTheEnd() {
        TypedKeys keys = new TypedKeys();
        ByteBuffer record = ByteBuffer.allocate(TypedKeys.RECORD);
        try (FileChannel device = FileChannel.open(file, StandardOpenOption.READ)) {
            if (away) {
                LOG.info("keyboard reader {} is back", file);
            }
            away = false;
            while (device.read(record) >= 0) {
                if (!record.hasRemaining()) {
                    keys.take(record.array()).ifPresent(this::tell);
                    record.clear();
                }
            }
            throw new IOException("it has ended");
        } catch (ClosedByInterruptException e) {
            LOG.debug("keyboard reader {} is closed", file, e);
        } catch (IOException | RuntimeException e) {
            if (!away) {
                LOG.warn("keyboard reader {} cannot be read: {}; tried again every second", file, e.toString());
            }
            away = true;
        }
    }

    private void tell(String text) {
        try {
            Token token = token(text);
            sinks.forEach(sink -> sink.accept(token));
        } catch (DeviceException e) {
            LOG.warn("keyboard reader {}: {}", file, e.getMessage());
        }
    }

    private Token token(String text) throws DeviceException {
        try {
            return switch (kind) {
                case TEXT -> policy.text(text, Token.Kind.RFID);
                case HEX -> policy.card(HexFormat.of().parseHex(text));
                case DECIMAL ->
                    policy.card(ByteBuffer.allocate(Integer.BYTES)
                            .putInt(Integer.parseUnsignedInt(text))
                            .array());
            };
        } catch (IllegalArgumentException e) {
            throw new DeviceException("'" + text + "' was typed, which is not " + kind + ": " + e.getMessage(), e);
        }
    }

    @Deactivate
    void close() {
        thread.shutdownNow();
    }
}
