// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.CallHandler;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.config.settings.AuthorizationKey;
import io.gatewatt.ocpp.v16.ChangeConfiguration;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;

/** Serves ChangeConfiguration: keys go to ConfigAdmin, the key for authorization goes to the secrets. */
@Component(service = CallHandler.class, immediate = true)
public final class ChangeConfigurationHandler
        implements CallHandler<ChangeConfiguration.Request, ChangeConfiguration.Confirmation> {

    private final Loop loop;
    private final KeyChanges changes;
    private final SecretChange secret;
    private final Runnable unlisten;
    /** Where the disk is waited for; the loop goes on meanwhile. */
    private final ExecutorService disk = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "ocpp-config-disk");
        thread.setDaemon(true);
        return thread;
    });

    /** Not needed to serve, only to reconnect afterwards. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile CentralSystem centralSystem;

    /** With the keys that may be changed and the place where they are kept. */
    @Activate
    public ChangeConfigurationHandler(
            BundleContext context,
            @Reference Loop loop,
            @Reference KeySets keySets,
            @Reference ConfigurationAdmin admin) {
        this.loop = loop;
        this.changes = new KeyChanges(loop, keySets::catalogue, new AdminWriter(admin), disk);
        this.secret = new SecretChange(Path.of(Home.of(context)), this::reconnect);
        this.unlisten = keySets.listen(() -> loop.submit("keys changed", changes::look));
    }

    @Deactivate
    void close() {
        unlisten.run();
        disk.shutdown();
    }

    @Override
    public Action<ChangeConfiguration.Request, ChangeConfiguration.Confirmation> action() {
        return ChangeConfiguration.ACTION;
    }

    @Override
    public Promise<Reply<ChangeConfiguration.Confirmation>> handle(ChangeConfiguration.Request request) {
        if (request.key().equalsIgnoreCase(AuthorizationKey.NAME)) {
            Deferred<Reply<ChangeConfiguration.Confirmation>> answer =
                    loop.promises().deferred();
            disk.execute(() -> {
                try {
                    answer.resolve(secret.change(request.value()));
                } catch (RuntimeException e) {
                    answer.fail(e);
                }
            });
            return answer.getPromise();
        }
        return changes.change(request.key(), request.value())
                .map(status -> Reply.of(new ChangeConfiguration.Confirmation(status)));
    }

    private void reconnect() {
        CentralSystem now = centralSystem;
        if (now != null) {
            now.reconnect("AuthorizationKey was changed");
        }
    }
}
