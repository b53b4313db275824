// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Row;
import io.gatewatt.loop.Table;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.TransactionSnapshot;
import java.util.Optional;

/** Who must show a token to get the cable of a connector back: it outlives a restart, as the cable in the lock does. Only on the loop. */
final class CableHold {

    private static final String TABLE = "station_hold";

    /** The token, or one of the same group. */
    record Holder(IdToken token, Optional<IdToken> group) {}

    private final String key;
    private final Loop loop;
    private Optional<Holder> holder;

    /** As it was left. */
    CableHold(int connector, Loop loop) {
        this.key = Integer.toString(connector);
        this.loop = loop;
        this.holder = table().get(key)
                .map(row -> new Holder(
                        new IdToken(row.text("token")), row.find("group").map(IdToken::new)));
    }

    private Table table() {
        return loop.store().table(TABLE);
    }

    Optional<Holder> holder() {
        return holder;
    }

    /** The cable is held for whoever charged. */
    void keep(TransactionSnapshot transaction) {
        holder = Optional.of(new Holder(transaction.token(), transaction.group()));
        table().put(
                        key,
                        Row.empty()
                                .with("token", transaction.token().value())
                                .with("group", transaction.group().map(IdToken::value)));
    }

    /** It is held for nobody. */
    void drop() {
        if (holder.isPresent()) {
            holder = Optional.empty();
            table().remove(key);
        }
    }
}
