// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Table;
import io.gatewatt.loop.Timer;
import io.gatewatt.ocpp.Action;
import io.gatewatt.ocpp.NoAnswerException;
import io.gatewatt.ocpp.Outbox;
import io.gatewatt.ocpp.OutboxOwner;
import io.gatewatt.ocpp.protocol.codec.FrameCodec;
import io.gatewatt.ocpp.protocol.link.Timing;
import io.gatewatt.ocpp.protocol.wire.Wire;
import io.gatewatt.ocpp.v16.Heartbeat;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbox in table {@value #TABLE}. What is in memory changes only in effects, so a turn that fails or is not stored leaves
 * queue and table alike. All methods on the loop.
 */
public final class DurableOutbox implements Outbox {

    static final String TABLE = "ocpp_outbox";

    /** A connection that breaks without a good-bye proves little; so often in a row, each time on the same message, it proves enough. */
    static final int MOST_CUTS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(DurableOutbox.class);

    private final Loop loop;
    private final Sender sender;
    private final FrameCodec codec;
    private final IntConsumer depth;
    private final Backlog queue;

    private Timing timing = Timing.DEFAULT;
    private OutboxOwner owner;
    private boolean online;
    private Entry<?, ?> sending;
    private Timer retry = Timer.NONE;
    private boolean waiting;
    // A confirmation that found no owner, or a last failure; it keeps its message in the queue until it can be told.
    private Runnable untold;
    private boolean closing;
    private Runnable idle = () -> {};
    private long last;
    // The message on which the connection ended last, how often it did so in a row, and how often of these without a
    // good-bye on a good link.
    private String suspect = "";
    private int losses;
    private int cuts;
    private boolean proved;

    /**
     * An empty outbox; {@link #load} fills it.
     *
     * @param depth is told how many messages wait
     */
    public DurableOutbox(
            Loop loop,
            Sender sender,
            Function<String, Optional<Action<?, ?>>> actions,
            FrameCodec codec,
            IntConsumer depth) {
        this.loop = loop;
        this.sender = sender;
        this.queue = new Backlog(actions, codec);
        this.codec = codec;
        this.depth = depth;
    }

    /** How an entry gets on the wire. */
    public interface Sender {

        /** Sends a call with this message id. Called in an effect. */
        <Q extends Record, R extends Record> void send(String id, Action<Q, R> action, Q request, Outcome<R> outcome);

        /** Whether the central system has answered anything on this connection. */
        boolean heard();
    }

    /** Reads what was left from before. Once, in a turn before all others. */
    public void load() {
        last = queue.load(table());
        if (queue.size() > 0) {
            LOG.info("{} transaction messages wait from before", queue.size());
        }
        changed();
    }

    /** Takes the keys over; they act from the next failure on. */
    public void timing(Timing wanted) {
        timing = wanted;
    }

    /** The owner, or null when there is none. */
    public void owner(OutboxOwner wanted) {
        owner = wanted;
        if (wanted != null && untold != null) {
            Runnable telling = untold;
            untold = null;
            telling.run();
        }
        loop.afterCommit(this::pump);
    }

    /** Whether the station is connected and accepted. */
    public void online(boolean wanted) {
        online = wanted;
        loop.afterCommit(this::pump);
    }

    @Override
    public <Q extends Record, R extends Record> void add(Action<Q, R> action, Q request, String reference) {
        long number = ++last;
        Entry<Q, R> entry = new Entry<>(Backlog.key(number), action, request, reference, newId(), 0, Optional.empty());
        table().put(entry.key(), entry.row(codec));
        loop.afterCommit(() -> {
            queue.add(number, entry);
            changed();
            pump();
        });
    }

    @Override
    public int depth() {
        return queue.size();
    }

    private Table table() {
        return loop.store().table(TABLE);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private void changed() {
        depth.accept(queue.size());
    }

    /** Sends the first message when all is ready. Only in effects. */
    private void pump() {
        if (sending == null) {
            idle.run();
        }
        if (owner == null || sending != null || waiting || closing) {
            return;
        }
        int waited = queue.size();
        Entry<?, ?> next = queue.first(table()).orElse(null);
        if (queue.size() != waited) {
            changed();
        }
        if (next != null && next.answer().isPresent()) {
            sending = next;
            loop.submit("outbox: an answer from before", () -> tell(next));
        } else if (next != null && online) {
            sending = next;
            if (next.key().equals(suspect) && losses > 1 && !proved && !sender.heard()) {
                prove();
            } else {
                send(next);
            }
        }
    }

    private <Q extends Record, R extends Record> void tell(Entry<Q, R> entry) {
        if (owner == null) {
            notSent();
        } else {
            Q prepared = owner.prepare(entry.action(), entry.request(), entry.reference());
            confirmed(entry, prepared, entry.answer().orElseThrow());
        }
    }

    /** Before a message on which two connections ended goes out again: does the link carry another one? */
    private void prove() {
        sender.send(newId(), Heartbeat.ACTION, new Heartbeat.Request(), new Outcome<>() {
            @Override
            public void confirmed(Heartbeat.Confirmation confirmation) {
                proved();
            }

            @Override
            public void failed(Exception failure) {
                proved();
            }

            @Override
            public void lost(String why) {
                notSent();
            }
        });
    }

    private void proved() {
        proved = true;
        notSent();
    }

    private void notSent() {
        sending = null;
        loop.afterCommit(this::pump);
    }

    private <Q extends Record, R extends Record> void send(Entry<Q, R> entry) {
        Q prepared;
        try {
            prepared = owner.prepare(entry.action(), entry.request(), entry.reference());
        } catch (RuntimeException e) {
            loop.submit("outbox: preparing failed", () -> failed(entry, e));
            return;
        }
        sender.send(entry.id(), entry.action(), prepared, new Outcome<>() {
            @Override
            public void confirmed(R confirmation) {
                DurableOutbox.this.confirmed(entry, prepared, confirmation);
            }

            @Override
            public void failed(Exception failure) {
                DurableOutbox.this.failed(entry, failure);
            }

            @Override
            public boolean blamesTheLink() {
                return true;
            }

            @Override
            public void lost(String why) {
                suspect(entry);
                notSent();
            }

            @Override
            public void hungUp(Wire.Ending ending, String why) {
                DurableOutbox.this.hungUp(entry, ending, why);
            }
        });
    }

    /** The connection ended on this message; whether one before did, too. */
    private boolean suspect(Entry<?, ?> entry) {
        proved = false;
        if (!entry.key().equals(suspect)) {
            suspect = entry.key();
            losses = 0;
            cuts = 0;
        }
        return ++losses > 1;
    }

    /** The link was good until this message. Once is chance; more often the message is to blame, and must end some time. */
    private void hungUp(Entry<?, ?> entry, Wire.Ending ending, String why) {
        if (!suspect(entry)) {
            notSent();
        } else if (ending == Wire.Ending.CLOSED) {
            failed(entry, new NoAnswerException(why));
        } else if (++cuts >= MOST_CUTS) {
            giveUp(entry, cuts, new NoAnswerException(why));
        } else {
            Duration wait = timing.retryInterval().multipliedBy(cuts);
            LOG.warn(
                    "the connection broke again on {} ({}); it follows in {} s", entry.action(), why, wait.toSeconds());
            loop.afterCommit(() -> rest(wait));
        }
    }

    private <Q extends Record, R extends Record> void confirmed(Entry<Q, R> entry, Q request, R confirmation) {
        if (owner == null) {
            untold = () -> confirmed(entry, request, confirmation);
            // The next owner may come to another outbox: the answer is kept beside its message.
            table().put(entry.key(), entry.answered(confirmation).row(codec));
            loop.afterCommit(idle);
            return;
        }
        finish(entry, () -> owner.confirmed(entry.action(), request, entry.reference(), confirmation));
    }

    private <Q extends Record, R extends Record> void failed(Entry<Q, R> entry, Exception failure) {
        int transmissions = entry.transmissions() + 1;
        if (transmissions >= timing.attempts()) {
            giveUp(entry, transmissions, failure);
            return;
        }
        Duration wait = timing.retryInterval().multipliedBy(transmissions);
        String seconds = wait.toSeconds() + " s";
        LOG.warn(
                "{} failed ({}); transmission {} follows in {}",
                entry.action(),
                failure.getMessage(),
                transmissions + 1,
                seconds);
        Entry<Q, R> next = entry.again(newId(), transmissions);
        table().put(next.key(), next.row(codec));
        loop.afterCommit(() -> {
            queue.replaceFirst(next);
            rest(wait);
        });
    }

    private void rest(Duration wait) {
        sending = null;
        waiting = true;
        retry = loop.after(wait, "outbox: next transmission", () -> {
            waiting = false;
            loop.afterCommit(this::pump);
        });
        pump();
    }

    private <Q extends Record, R extends Record> void giveUp(Entry<Q, R> entry, int transmissions, Exception failure) {
        if (owner == null) {
            untold = () -> giveUp(entry, transmissions, failure);
            return;
        }
        LOG.warn("{} is given up after {} failures: {}", entry.action(), transmissions, failure.getMessage());
        finish(entry, () -> owner.dropped(entry.action(), entry.request(), entry.reference(), failure));
    }

    /** Tells the owner and removes the message, in one turn. */
    private void finish(Entry<?, ?> entry, Runnable tell) {
        try {
            tell.run();
        } catch (RuntimeException e) {
            // This turn is dropped with all the owner wrote; yet the message is done and must not go out again.
            loop.submit("outbox: removal although its owner failed", () -> remove(entry));
            throw e;
        }
        remove(entry);
    }

    private void remove(Entry<?, ?> entry) {
        table().remove(entry.key());
        loop.afterCommit(() -> {
            queue.removeFirst();
            sending = null;
            changed();
            pump();
        });
    }

    /**
     * Sends nothing more: an answer that comes now is still told to the owner, or kept for the next one; a message that goes out now might
     * be sent twice.
     *
     * @param whenIdle runs once no answer is awaited
     */
    public void close(Runnable whenIdle) {
        closing = true;
        idle = whenIdle;
        loop.afterCommit(this::pump);
    }

    /** Ends the timer. */
    public void stop() {
        retry.cancel();
        owner = null;
        online = false;
    }
}
