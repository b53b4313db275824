// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.pcsc.runtime;

import io.gatewatt.transport.pcsc.CardTerminals;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service is there from the beginning, whether PC/SC is or not. Nothing to configure: readers name their terminal. */
@Component(immediate = true, configurationPid = "transport.pcsc")
public final class PcscTransport implements CardTerminals {

    private static final Logger LOG = LoggerFactory.getLogger(PcscTransport.class);

    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final CardWatcher watcher;

    /** Begins to wait for cards. */
    @Activate
    public PcscTransport() {
        this(new NativePcsc());
    }

    PcscTransport(Connection.Opener pcsc) {
        watcher = new CardWatcher(pcsc, this::watched, this::tell);
        watcher.start();
    }

    @Deactivate
    void close() {
        watcher.stop();
        watches.clear();
    }

    @Override
    public AutoCloseable watch(String terminal, Consumer<Card> presented) {
        Watch watch = new Watch(terminal.toLowerCase(Locale.ROOT), presented);
        watches.add(watch);
        return () -> {
            watch.closed = true;
            watches.remove(watch);
        };
    }

    /** Names of the terminals there are. */
    List<String> terminals() {
        return watcher.terminals();
    }

    private boolean watched(String terminal) {
        return watches.stream().anyMatch(watch -> watch.means(terminal));
    }

    private void tell(Card card) {
        watches.stream().filter(watch -> watch.means(card.terminal())).forEach(watch -> watch.tell(card));
    }

    private static final class Watch {

        private final String terminal;
        private final Consumer<Card> presented;
        private volatile boolean closed;

        Watch(String terminal, Consumer<Card> presented) {
            this.terminal = terminal;
            this.presented = presented;
        }

        boolean means(String name) {
            return name.toLowerCase(Locale.ROOT).contains(terminal);
        }

        void tell(Card card) {
            if (!closed) {
                try {
                    presented.accept(card);
                } catch (RuntimeException | LinkageError e) {
                    LOG.error("a reader fails with the card in {}", card.terminal(), e);
                }
            }
        }
    }
}
