// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station;

import io.gatewatt.measure.MeterReading;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.util.promise.Promise;

/** The station. All methods only on the loop, except {@link #snapshot()}. Connector numbers count from 1. */
@ProviderType
public interface Station {

    /** The last published state, complete and immutable. From any thread. */
    StationSnapshot snapshot();

    /** Sets the rules of a session; they stay in force until set again. */
    void rules(SessionRules rules);

    /** Sets how the lights behave; stays in force until set again. */
    void lights(LightRules rules);

    /**
     * Whether a session could be started now: the connector exists, is operative, not faulted, has no session and is not kept for others.
     *
     * @param connector a connector, or empty for any
     * @return the connector that would be used: the given one, else one reserved for the token, a plugged one, the first free one; empty when
     *     there is none
     */
    Optional<Integer> startable(Optional<Integer> connector, IdToken token);

    /**
     * As {@link #startable}, and keeps the connector for this token until {@link #present} or {@link #start} is called for both, at most ten
     * seconds: for who must promise a start before it may begin.
     */
    Optional<Integer> claim(Optional<Integer> connector, IdToken token);

    /** What {@link KnownTokens} know of the token. */
    Optional<KnownTokens.Known> known(IdToken token);

    /**
     * A token was presented for this connector from afar: asks the {@link StartPolicy} chain, then starts, or waits for the cable.
     * What comes of it is seen in snapshots.
     */
    void present(int connector, IdToken token);

    /** As {@link #present}, but the token counts as accepted: no policy is asked, but where a reservation is for a group that may be its own. */
    void start(int connector, IdToken token);

    /**
     * Ends a transaction; energy stops, the closing register is read, then the transaction shows as ended.
     *
     * @param token who stopped it; empty when nobody's token did
     * @return false when there is no such running transaction
     */
    boolean stop(String transaction, StopReason reason, Optional<IdToken> token);

    /** Ends all running transactions, and takes back all leaves to start. */
    void stopAll(StopReason reason);

    /** Stops the energy of a transaction but lets it run (the central system refused its token). The reason shows as words in the status. */
    void suspend(String transaction, String why);

    /** Tells the station the group of a transaction's token, learnt after the start. */
    void group(String transaction, Optional<IdToken> group);

    /** Forgets an ended transaction: all that had to be told of it is told. Until then it stays in the store and in the snapshots. */
    void settle(String transaction);

    /**
     * Releases the cable, with the energy off. What runs here ends, with {@link StopReason#UNLOCK_COMMAND}, whatever the outcome, but after
     * it: on {@link #unlockTold}, or one second later.
     */
    Promise<UnlockOutcome> unlock(int connector);

    /** Whoever asked for {@link #unlock} was told its outcome: now others may hear of the end of the transaction. */
    void unlockTold(int connector);

    /** Reads the connector's meter now, within the device's deadline; the register is the ledger's. */
    Promise<StampedReading> read(int connector);

    /** Something that a {@link StatusFacet} or {@link CurrentLimit} answers has changed: asks them again. */
    void refresh();

    /** A reading with its time. The import register is that of the ledger: continuous over meter swaps, never backwards. */
    record StampedReading(java.time.Instant at, MeterReading reading) {}
}
