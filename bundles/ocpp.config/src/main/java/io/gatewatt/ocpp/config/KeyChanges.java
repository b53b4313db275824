// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.config.settings.Setting;
import io.gatewatt.ocpp.config.settings.ValueRules;
import io.gatewatt.ocpp.v16.ChangeConfiguration.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes keys, one after the other: a change is accepted when the new value is seen in force, so that what the central system asks next is
 * answered by it. Confined to the loop.
 */
final class KeyChanges {

    /** How long a new value may take to come into force before the answer is that it needs a reboot. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(KeyChanges.class);

    private final Loop loop;
    private final Supplier<KeyCatalogue> catalogue;
    private final ConfigurationWriter writer;
    private final Executor disk;
    private Promise<Status> last;
    private Runnable look = () -> {};

    /** @param disk where writing may wait for the disk: not on the loop */
    KeyChanges(Loop loop, Supplier<KeyCatalogue> catalogue, ConfigurationWriter writer, Executor disk) {
        this.loop = loop;
        this.catalogue = catalogue;
        this.writer = writer;
        this.disk = disk;
        this.last = loop.promises().resolved(Status.Accepted);
    }

    /** Changes a key; fails with InternalError when the value cannot be stored. */
    Promise<Status> change(String name, String value) {
        last = last.recover(failed -> Status.Rejected).flatMap(done -> next(name, value));
        return last;
    }

    /** Looks whether a value that was waited for is in force. */
    void look() {
        look.run();
    }

    private Promise<Status> next(String name, String value) {
        Optional<KeyEntry> found = catalogue.get().find(name);
        if (found.isEmpty()) {
            return loop.promises().resolved(Status.NotSupported);
        }
        KeyEntry key = found.get();
        Optional<String> refusal = Judge.refusal(key, value);
        if (refusal.isPresent()) {
            LOG.info("ChangeConfiguration is refused: {} {}", key.name(), refusal.get());
            return loop.promises().resolved(Status.Rejected);
        }
        return store(key, key.setting().orElseThrow(), value);
    }

    private Promise<Status> store(KeyEntry key, Setting setting, String value) {
        Object typed = ValueRules.parse(setting, value);
        Deferred<Status> stored = loop.promises().deferred();
        disk.execute(() -> {
            try {
                writer.write(setting.pid(), Map.of(key.name(), typed));
                stored.resolve(Status.RebootRequired);
            } catch (IOException | RuntimeException e) {
                LOG.error("the new value of {} cannot be stored: {}", key.name(), e.getMessage(), e);
                stored.fail(new OcppException(ErrorCode.InternalError, "the value could not be stored"));
            }
        });
        Promise<Status> answer = stored.getPromise();
        return setting.reboot() ? answer : answer.flatMap(done -> inForce(key.name(), ValueText.of(typed)));
    }

    private Promise<Status> inForce(String name, String text) {
        Deferred<Status> answer = loop.promises().deferred();
        var patience = loop.after(PATIENCE, "key " + name + " not in force", () -> {
            LOG.warn(
                    "the new value of {} is stored but not in force after {} s; it will be after a restart",
                    name,
                    PATIENCE.toSeconds());
            look = () -> {};
            answer.resolve(Status.RebootRequired);
        });
        look = () -> {
            if (catalogue.get().find(name).filter(key -> key.shows(text)).isPresent()) {
                patience.cancel();
                look = () -> {};
                answer.resolve(Status.Accepted);
            }
        };
        look();
        return answer.getPromise();
    }
}
