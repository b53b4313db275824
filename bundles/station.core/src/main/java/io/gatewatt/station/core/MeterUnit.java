// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Timer;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.station.FaultState;
import io.gatewatt.station.Station.StampedReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The meter of one connector: polled, judged, and made continuous by the ledger. Only on the loop. */
final class MeterUnit {

    private static final Logger LOG = LoggerFactory.getLogger(MeterUnit.class);

    /** What the meter needs to know of its connector. */
    interface Host {

        /** Whether a transaction runs or ends: the ledger then continues. */
        boolean inTransaction();

        /** Whether energy may have flowed since the last call of {@link #energyNoted}. */
        boolean energyPossible();

        /** A reading was taken. */
        void energyNoted();

        /** Largest current of the connector, A. */
        double maxAmps();

        /** Something about the meter changed. */
        void changed();
    }

    private final int connector;
    private final Loop loop;
    private final Host host;
    private final LedgerJournal journal;
    private final DeviceSlot<EnergyMeter> slot;
    private final ReadingGate gate = new ReadingGate();
    private final ScaleWatch scale = new ScaleWatch();
    private Optional<MeterLedger> ledger;
    private Optional<StampedReading> last = Optional.empty();
    private Optional<String> refused = Optional.empty();
    /** The meter that is bound did not answer when it was asked last. */
    private boolean silent;

    private Optional<MeterIdentity> identity = Optional.empty();
    private Instant lastSample;
    private Duration lastAt;
    private long lastLease = -1;
    private Timer poll = Timer.NONE;
    private final List<Deferred<StampedReading>> waiting = new ArrayList<>();

    MeterUnit(int connector, Loop loop, Lanes lanes, Host host) {
        this.connector = connector;
        this.loop = loop;
        this.host = host;
        this.journal = new LedgerJournal(connector, loop);
        this.slot = new DeviceSlot<>(
                "meter of connector " + connector, loop, lanes, Timing.FIRST_REPORTS, this::rebound, this::look);
        this.ledger = journal.read().map(LedgerJournal.Entry::ledger);
        this.lastSample = journal.read().map(LedgerJournal.Entry::at).orElse(Instant.EPOCH);
        // The first reading is judged by the time since the journal's: the meter counted while nobody read it.
        Duration away = Duration.between(lastSample, loop.clock().instant());
        this.lastAt = loop.uptime().minus(away.isNegative() ? Duration.ZERO : away);
    }

    DeviceSlot<EnergyMeter> slot() {
        return slot;
    }

    private void rebound() {
        identity = Optional.empty();
        silent = false;
        scale.reset();
        look();
        host.changed();
    }

    /** Reads now and then at its pace. */
    void look() {
        poll.cancel();
        poll = loop.after(
                host.inTransaction() ? Timing.METER_POLL : Timing.METER_POLL_IDLE,
                "meter poll " + connector,
                this::look);
        if (slot.device().isPresent()) {
            read().onFailure(why -> host.changed());
        }
    }

    void close() {
        poll.cancel();
        slot.device().ifPresent(slot::unbind);
        poll.cancel();
    }

    /** Reads the meter now. */
    Promise<StampedReading> read() {
        long lease = slot.lease();
        return slot.call("read", Timing.DEADLINE, meter -> new Sample(meter.identity(), meter.read()))
                .onFailure(why -> {
                    if (lease == slot.lease() && slot.device().isPresent()) {
                        silence(why);
                    }
                })
                .map(sample -> {
                    if (silent) {
                        LOG.info("connector {}: the meter answers again", connector);
                    }
                    silent = false;
                    identity = Optional.of(sample.identity());
                    return accept(lease, sample);
                });
    }

    /** Tells it once, not at each poll. */
    private void silence(Throwable why) {
        if (silent) {
            LOG.debug("connector {}: {}", connector, why.getMessage());
        } else {
            LOG.warn("connector {}: the meter does not answer: {}", connector, why.getMessage());
        }
        silent = true;
    }

    /** Reads the meter now; one that is away, or is being replaced, has until the deadline to answer. */
    Promise<StampedReading> readPatiently() {
        Duration asked = loop.uptime();
        return read().recoverWith(failed -> {
            Duration left = Timing.DEADLINE.minus(loop.uptime().minus(asked));
            if (left.isNegative() || left.isZero()) {
                return loop.promises().failed(failed.getFailure());
            }
            Deferred<StampedReading> next = loop.promises().deferred();
            waiting.add(next);
            return next.getPromise().timeout(left.toMillis()).recoverWith(late -> {
                waiting.remove(next);
                return loop.promises().failed(failed.getFailure());
            });
        });
    }

    private void tellWaiting(StampedReading reading) {
        List<Deferred<StampedReading>> told = List.copyOf(waiting);
        waiting.clear();
        told.forEach(next -> next.resolve(reading));
    }

    private StampedReading accept(long lease, Sample sample) throws DeviceException {
        String serial = sample.identity().serial();
        long raw = sample.reading().importWh();
        if (ledger.isPresent() && !serial.equals(ledger.get().serial())) {
            scale.reset();
        }
        watchScale(sample.reading());
        boolean inTransaction = host.inTransaction();
        if (ledger.isPresent() && inTransaction) {
            judge(lease, serial, raw);
        } else {
            gate.reset();
        }
        MeterLedger next =
                ledger.isPresent() && inTransaction ? ledger.get().take(serial, raw) : MeterLedger.fresh(serial, raw);
        if (ledger.isPresent() && inTransaction && !ledger.get().continues(serial, raw)) {
            LOG.warn(
                    "connector {}: meter {} shows {} Wh after meter {} showed {} Wh; the register goes on at {} Wh",
                    connector,
                    serial,
                    raw,
                    ledger.get().serial(),
                    ledger.get().rawWh(),
                    next.registerWh());
        }
        ledger = Optional.of(next);
        lastLease = lease;
        lastAt = loop.uptime();
        lastSample = loop.clock().instant();
        StampedReading stamped = new StampedReading(
                lastSample, new MeterReading(next.registerWh(), sample.reading().values()));
        last = Optional.of(stamped);
        refused = Optional.empty();
        host.energyNoted();
        if (inTransaction) {
            journal.progress(next, lastSample);
        }
        tellWaiting(stamped);
        host.changed();
        return stamped;
    }

    /** Before the gate: it keeps back what a register that counts a thousandfold would show. */
    private void watchScale(MeterReading reading) {
        Optional<String> before = scale.finding();
        scale.take(loop.uptime(), reading);
        scale.finding()
                .filter(why -> before.isEmpty())
                .ifPresent(why -> LOG.warn(
                        "connector {}: {}; compare scale and unit of energy and power with the manual of the meter",
                        connector,
                        why));
    }

    /** A meter just bound is believed about going back or being another: the ledger sees to that. */
    private void judge(long lease, String serial, long raw) throws DeviceException {
        MeterLedger known = ledger.get();
        boolean newcomer = !serial.equals(known.serial()) || lease != lastLease && raw < known.rawWh();
        Optional<String> why = newcomer
                ? Optional.empty()
                : gate.refuse(known.rawWh(), raw, loop.uptime().minus(lastAt), host.maxAmps());
        if (why.isPresent()) {
            if (refused.isEmpty()) {
                LOG.warn("connector {}: reading refused: {}", connector, why.get());
            }
            refused = why;
            throw new DeviceException("meter of connector " + connector + ": " + why.get());
        }
    }

    /** Writes the ledger to the journal: a transaction begins or ends. */
    void journalNow() {
        ledger.ifPresent(known -> journal.write(known, lastSample));
    }

    /** The register, when it may serve as the start of a transaction: no energy since it was read. */
    OptionalLong fresh() {
        boolean usable = lastLease == slot.lease()
                && slot.device().isPresent()
                && !host.energyPossible()
                && loop.uptime().minus(lastAt).compareTo(Timing.FRESH) <= 0;
        return usable && last.isPresent() ? OptionalLong.of(last.get().reading().importWh()) : OptionalLong.empty();
    }

    /** The last known register, Wh; empty when the meter was never read. */
    OptionalLong register() {
        return ledger.map(known -> OptionalLong.of(known.registerWh())).orElse(OptionalLong.empty());
    }

    /** Time of the last good sample. */
    Instant lastSample() {
        return lastSample;
    }

    Optional<StampedReading> last() {
        return last;
    }

    /** Who the bound meter is. */
    Optional<MeterIdentity> identity() {
        return identity;
    }

    /** What is wrong: without a register no transaction can start, but a running one goes on. */
    Optional<FaultState> fault() {
        boolean blocking = !host.inTransaction();
        if (slot.overdue()) {
            String words = slot.device().isPresent() ? "meter does not answer" : "meter is missing";
            return Optional.of(new FaultState(DeviceFault.Kind.POWER_METER, "", words, blocking));
        }
        return refused.or(scale::finding).map(why -> new FaultState(DeviceFault.Kind.POWER_METER, "", why, false));
    }

    private record Sample(MeterIdentity identity, MeterReading reading) {}
}
