// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.Capabilities;
import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.loop.Loop;
import io.gatewatt.measure.PilotState;
import io.gatewatt.station.ConnectorSnapshot;
import io.gatewatt.station.ConnectorStatus;
import io.gatewatt.station.FaultState;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.Station.StampedReading;
import io.gatewatt.station.StopReason;
import io.gatewatt.station.TransactionSnapshot;
import io.gatewatt.station.core.Around.Occupancy;
import java.util.Optional;
import org.osgi.util.promise.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connector: its devices, its session, its status. Level-triggered: {@link #look} makes of what is known now what is to be. Only on the
 * loop.
 */
final class ConnectorUnit implements MeterUnit.Host, LockUnit.Host {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorUnit.class);

    private final int number;
    private final Loop loop;
    private final ConnectorHost host;
    private final MeterUnit meter;
    private final ControllerUnit controller;
    private final LockUnit lock;
    private final ClosingRegister closing;
    private final CableRelease release;
    private final CableHold hold;
    private final Attendance attendance;
    private final StatusTrack track = new StatusTrack();
    private SessionState session = new SessionState.Idle();
    private Occupancy occupancy = Occupancy.FREE;
    private Optional<FaultState> fault = Optional.empty();
    private Optional<IdToken> ended = Optional.empty();
    private double maxCurrent = 32;
    private boolean vehicle;
    private boolean energyPossible;
    private boolean claimed;
    private boolean readWanted;
    private boolean looking;
    private boolean lookAgain;
    private boolean closed;

    ConnectorUnit(int number, Loop loop, Lanes lanes, ConnectorHost host) {
        this.number = number;
        this.loop = loop;
        this.host = host;
        this.meter = new MeterUnit(number, loop, lanes, this);
        this.controller = new ControllerUnit(number, loop, lanes, this::changed);
        this.lock = new LockUnit(number, loop, lanes, this);
        this.release = new CableRelease(loop, controller, lock, this::look, this::released);
        this.attendance = new Attendance(number, loop, () -> host.rules().connectionTimeout(), this::nobodyCame);
        this.hold = new CableHold(number, loop);
        this.closing = new ClosingRegister(number, loop, meter, controller, this::on);
    }

    /** Takes up, before it starts, what a power cut left open: the register of the meter closes it, and a cable that is held stays so. */
    void resume(Optional<SessionState.Ending> cutOff) {
        boolean held = hold.holder().isPresent() && !lock.none();
        if (held) {
            // Until the board tells otherwise the cable is where it was.
            occupancy = Occupancy.CABLE;
        }
        if (held
                || cutOff.filter(ending -> Transaction.keepsCable(ending.stop().reason()))
                        .isPresent()) {
            lock.lock();
        }
        if (held || cutOff.isPresent()) {
            track.resume();
        }
        cutOff.ifPresent(ending -> {
            session = ending;
            closing.begin();
        });
    }

    /** Begins to poll. */
    void start() {
        controller.look();
        meter.look();
    }

    /** Lets go of everything. */
    void close() {
        closed = true;
        attendance.pending(false);
        meter.close();
        controller.close();
        lock.close();
        release.close();
    }

    int number() {
        return number;
    }

    MeterUnit meter() {
        return meter;
    }

    ControllerUnit controller() {
        return controller;
    }

    LockUnit lock() {
        return lock;
    }

    SessionState session() {
        return session;
    }

    ConnectorStatus status() {
        return StatusDerivation.shown(track.status(), fault);
    }

    private boolean blocked() {
        return fault.filter(FaultState::blocking).isPresent();
    }

    /** Whether board and meter have answered since the start. */
    boolean reported() {
        return controller.report().isPresent() && meter.last().isPresent();
    }

    /** Whether the session that is over here, or that came to nothing, was this token's. */
    boolean endedBy(IdToken token) {
        return ended.equals(Optional.of(token));
    }

    boolean plugged() {
        return occupancy == Occupancy.VEHICLE || occupancy == Occupancy.CABLE && !lock.none();
    }

    /**
     * Whether the cable has waited longer than the connection time-out for somebody who may start here. The status stays, but a card that
     * may mean another connector means that one.
     */
    boolean forgotten() {
        return session instanceof SessionState.Idle && plugged() && attendance.missed();
    }

    /** Who must show a token to get the cable back. */
    Optional<CableHold.Holder> holder() {
        return hold.holder();
    }

    /** Whether a session could start now. */
    boolean startable() {
        return obstacle().isEmpty();
    }

    /** Why no session could start now, in words for people; empty when one could. */
    Optional<String> obstacle() {
        if (!host.operative(number) || closed) {
            return Optional.of("the connector is out of service");
        }
        if (status() == ConnectorStatus.FAULTED) {
            return Optional.of("the connector has a fault");
        }
        if (host.refusing()) {
            return Optional.of("the mains has failed");
        }
        return claimed || release.underWay() || !(session instanceof SessionState.Idle)
                ? Optional.of("the connector is in use")
                : Optional.empty();
    }

    /** Keeps others away while a policy thinks about a token for this connector. */
    void claim(boolean on) {
        claimed = on;
    }

    /** Settings that may change. */
    void settings(double amps, boolean fixedCable) {
        maxCurrent = amps;
        lock.fixedCable(fixedCable);
    }

    /** Something happened to the session. */
    void on(SessionEvent event) {
        // What a device still answers after the end is for the one who comes next.
        if (!closed) {
            step(event);
            look();
        }
    }

    /** A release of the cable from outside. */
    CableRelease release() {
        return release;
    }

    private void released() {
        if (!lock.locked()) {
            hold.drop();
        }
        // Both before anything else is looked at: what was held back meanwhile belongs to the end.
        step(new SessionEvent.Cancelled());
        step(new SessionEvent.Stopped(StopReason.UNLOCK_COMMAND, Optional.empty()));
        look();
    }

    /** Gives a held cable back. */
    void releaseHeld() {
        hold.drop();
        lock.release();
        look();
    }

    Promise<StampedReading> read() {
        // A sample of now does not belong to a transaction that ended before the cut.
        boolean cutOff = session instanceof SessionState.Ending ending && ending.cutOff();
        return cutOff
                ? loop.promises().failed(new DeviceException("the transaction before the power cut is not closed yet"))
                : meter.readPatiently();
    }

    // ---------------------------------------------------------------- devices tell

    @Override
    public void changed() {
        look();
    }

    @Override
    public void lockFailed(String why) {
        on(new SessionEvent.LockFailed(why));
    }

    @Override
    public boolean inTransaction() {
        return session.current().isPresent();
    }

    @Override
    public boolean energyPossible() {
        return energyPossible;
    }

    @Override
    public void energyNoted() {
        energyPossible = wantsEnergy() || contactorClosed();
    }

    @Override
    public double maxAmps() {
        return maxCurrent;
    }

    private boolean contactorClosed() {
        return controller.report().filter(ConnectorReport::contactorClosed).isPresent();
    }

    // ---------------------------------------------------------------- levels

    /** Makes of what is known now what is to be. */
    void look() {
        if (looking || closed) {
            lookAgain = true;
            return;
        }
        looking = true;
        try {
            do {
                lookAgain = false;
                sense();
                if (!release.underWay()) {
                    step(new SessionEvent.Look());
                }
                if (session instanceof SessionState.Ending ending) {
                    closing.look(ending);
                }
                controller.want(setpoint());
                energyPossible |= wantsEnergy() || contactorClosed();
                derive();
            } while (lookAgain && !closed);
        } finally {
            looking = false;
        }
    }

    private void sense() {
        controller.report().ifPresent(report -> {
            PilotState pilot = report.pilot();
            // In E and F nobody can tell whether a vehicle is there: what was known holds.
            vehicle = pilot.vehicle() || vehicle && (pilot == PilotState.E || pilot == PilotState.F);
            lock.look(report);
            boolean cable = report.cable() && !lock.none();
            Occupancy before = occupancy;
            occupancy = vehicle ? Occupancy.VEHICLE : cable ? Occupancy.CABLE : Occupancy.FREE;
            if (before != occupancy) {
                attendance.attended();
                if (occupancy == Occupancy.VEHICLE) {
                    meter.look();
                }
            }
            if (occupancy == Occupancy.FREE && session instanceof SessionState.Idle) {
                // A level: the cable may have left before the transaction was closed.
                hold.drop();
                ended = Optional.empty();
                lock.cableOut();
            }
        });
        fault = ConnectorFaults.worst(number, this, host);
        if (session instanceof SessionState.Locking && lock.missing()) {
            step(new SessionEvent.LockFailed("lock is missing"));
        }
    }

    private void step(SessionEvent event) {
        boolean impossible = blocked() || host.refusing();
        Around around =
                new Around(loop.clock().instant(), occupancy, lock.bolt(), meter.fresh(), impossible, host.rules());
        SessionState before = session;
        Transaction.Step step = Transaction.on(before, event, around);
        session = step.state();
        if (before instanceof SessionState.Idle && session.pending().isPresent()) {
            attendance.attended();
        }
        step.effects().forEach(this::perform);
        attendance.pending(session.pending().isPresent());
        lookAgain |= !step.state().equals(before);
    }

    private void nobodyCame() {
        ended = session.pending().map(SessionState.Grant::token).or(() -> ended);
        on(new SessionEvent.Cancelled());
    }

    private void perform(SessionEffect effect) {
        if (effect instanceof SessionEffect.Lock) {
            lock.lock();
        } else if (effect instanceof SessionEffect.Unlock) {
            lock.release();
        } else if (effect instanceof SessionEffect.LockFault) {
            lock.giveUp();
        } else if (effect instanceof SessionEffect.Hold held) {
            hold.keep(held.transaction());
        } else if (effect instanceof SessionEffect.ReadRegister) {
            readRegister();
        } else if (effect instanceof SessionEffect.CloseRegister close) {
            closing.begin();
            host.book().stopping(close.transaction(), close.stop());
        } else if (effect instanceof SessionEffect.Begin begin) {
            hold.drop();
            host.book().write(begin.transaction());
            meter.journalNow();
            meter.look();
        } else if (effect instanceof SessionEffect.Change change) {
            host.book().write(change.transaction());
        } else if (effect instanceof SessionEffect.Finish finish) {
            finish(finish.transaction());
        }
    }

    private void finish(TransactionSnapshot transaction) {
        meter.journalNow();
        host.book().finish(transaction);
        ended = Optional.of(transaction.token());
        TransactionSnapshot.End end = transaction.end().orElseThrow();
        track.ended(end.reason());
        LOG.info(
                "connector {}: transaction ended, {} Wh, {}",
                number,
                end.stopWh() - transaction.startWh(),
                end.reason());
    }

    private void readRegister() {
        if (!readWanted) {
            readWanted = true;
            // A failure is not tried again at once: the next poll will do.
            meter.read()
                    .onFailure(why ->
                            LOG.debug("connector {}: no register to start with yet: {}", number, why.getMessage()))
                    .onResolve(() -> readWanted = false);
        }
    }

    private Setpoint setpoint() {
        Optional<Capabilities> able = controller.capabilities();
        boolean energy = session instanceof SessionState.Running running
                && running.transaction().suspended().isEmpty()
                && occupancy == Occupancy.VEHICLE
                && !release.underWay()
                && !host.refusing()
                && !blocked()
                && able.isPresent();
        if (!energy) {
            return new Setpoint.Off();
        }
        double amps = Math.min(
                Math.min(maxCurrent, able.get().maxAmps()), host.limit(number).orElse(Double.MAX_VALUE));
        return amps > 0 && amps >= able.get().minAmps()
                ? new Setpoint.Offer(amps, able.get().phases())
                : new Setpoint.Off();
    }

    private boolean wantsEnergy() {
        return setpoint() instanceof Setpoint.Offer;
    }

    private void derive() {
        Facts.Flow seen = track.seen(loop.uptime(), wantsEnergy(), controller);
        boolean onlyGone = occupancy != Occupancy.VEHICLE
                && session.current().filter(tx -> tx.suspended().isEmpty()).isPresent();
        // A fault covers the status; below it the flow stands still, so that afterwards all is as it was. So it does
        // while the cable is released: what is told next is the end.
        boolean still = blocked() || release.underWay();
        Facts.Flow flow = still ? Facts.Flow.SETTLING : onlyGone ? Facts.Flow.EV_PAUSED : seen;
        track.follow(
                new Facts(host.operative(number), host.reserved(number), session.fact(), plugged(), flow),
                () -> host.changed(this));
    }

    // ---------------------------------------------------------------- told

    ConnectorSnapshot snapshot() {
        return ConnectorView.of(this);
    }

    Optional<FaultState> fault() {
        return fault;
    }

    Occupancy occupancy() {
        return occupancy;
    }

    StatusTrack track() {
        return track;
    }
}
