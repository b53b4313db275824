// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.link;

import io.gatewatt.loop.Loop;
import io.gatewatt.loop.Timer;
import io.gatewatt.ocpp.Link.State;
import io.gatewatt.ocpp.protocol.wire.Endpoint;
import io.gatewatt.ocpp.protocol.wire.Wire;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a connection to the configured central system: attempts, back-off, pings. All methods on the loop. */
public final class LinkKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(LinkKeeper.class);
    /** An attempt that told nothing by then is given up; the wire has shorter limits of its own. */
    private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(45);
    /** How long a reconnect waits for the good-bye of the old connection. */
    private static final Duration GOOD_BYE = Duration.ofSeconds(3);

    private final Loop loop;
    private final Wire wire;
    private final LinkBoard board;
    private final Traffic traffic;
    private final BackOff backOff;
    private final PingWatch pings;

    private Optional<Endpoint> endpoint = Optional.empty();
    // Each attempt has a number; what older ones still tell has no meaning.
    private long number;
    private long closing;
    private Wire.Attempt attempt;
    private Wire.Connection connection;
    private Timer timer = Timer.NONE;
    private boolean spoken;

    /** Keeps nothing until {@link #target} is known. */
    public LinkKeeper(Loop loop, Wire wire, LinkBoard board, Traffic traffic, RandomGenerator random) {
        this.loop = loop;
        this.wire = wire;
        this.board = board;
        this.traffic = traffic;
        this.backOff = new BackOff(random);
        this.pings = new PingWatch(loop, this::missedPong);
    }

    /** Takes the timing over, without a reconnect. */
    public void timing(Timing timing, ReconnectRange range) {
        backOff.range(range);
        pings.timing(timing);
    }

    /** Where to connect; a change acts at once. */
    public void target(Endpoint wanted) {
        if (endpoint.equals(Optional.of(wanted))) {
            return;
        }
        endpoint = Optional.of(wanted);
        board.target(wanted.uri().toString(), wanted.identity());
        backOff.reset();
        again("the address of the central system was configured");
    }

    /** Nowhere to connect to. */
    public void noTarget(String problem) {
        endpoint = Optional.empty();
        drop(problem);
        board.target("", "");
        board.state(State.UNCONFIGURED, problem);
        LOG.info("not connecting: {}", problem);
    }

    /** Closes the connection, when there is one, and makes a new one at once. */
    public void reconnect(String why) {
        backOff.reset();
        if (endpoint.isPresent()) {
            again(why);
        }
    }

    /** Something was not answered in time: finds out whether the link is still there. */
    public void probe() {
        pings.probe();
    }

    /** Ends all. */
    public void stop() {
        endpoint = Optional.empty();
        drop("the station stops");
    }

    private void again(String why) {
        boolean wasOpen = connection != null;
        closing = wasOpen ? number : 0;
        drop(why);
        if (wasOpen) {
            board.state(State.WAITING, why + "; connecting again");
            timer = loop.after(GOOD_BYE, "link: good-bye took too long", this::connect);
        } else {
            connect();
        }
    }

    private void drop(String why) {
        number++;
        timer.cancel();
        pings.stop();
        if (attempt != null) {
            attempt.cancel();
            attempt = null;
        }
        if (connection != null) {
            connection.close(why);
            connection = null;
            traffic.disconnected(Wire.Ending.UNRELATED, why);
        }
    }

    private void connect() {
        timer.cancel();
        closing = 0;
        number++;
        spoken = false;
        Endpoint to = endpoint.orElseThrow();
        board.state(State.CONNECTING, "connecting to " + to.authority());
        timer = loop.after(ATTEMPT_LIMIT, "link: attempt takes too long", () -> {
            attempt.cancel();
            retry(to.authority() + " does not answer in time: check the network and " + Endpoint.URL_SETTING);
        });
        attempt = wire.connect(to, new Events(number));
    }

    private void opened(Wire.Connection opened) {
        timer.cancel();
        attempt = null;
        connection = opened;
        String at = endpoint.orElseThrow().authority();
        LOG.info("connected to {}", at);
        board.state(State.CONNECTED, "connected to " + at);
        pings.start(opened);
        traffic.connected(opened);
    }

    private void lost(Wire.Ending ending, String why) {
        connection = null;
        pings.stop();
        traffic.disconnected(ending, why);
        retry(why);
    }

    private void missedPong(String why) {
        connection.abort();
        lost(Wire.Ending.UNRELATED, why);
    }

    private void retry(String why) {
        number++;
        timer.cancel();
        attempt = null;
        Duration delay = backOff.next();
        long seconds = Math.max(1, Math.round(delay.toMillis() / 1000.0));
        LOG.warn("{}; next attempt in {} s", why, seconds);
        board.state(State.WAITING, why + "; next attempt in " + seconds + " s");
        timer = loop.after(delay, "link: next attempt", this::connect);
    }

    /** What one attempt and its connection tell, brought to the loop. */
    private final class Events implements Wire.Listener {

        private final long mine;

        Events(long mine) {
            this.mine = mine;
        }

        private void ifCurrent(String name, Runnable task) {
            loop.submit(name, () -> {
                if (mine == number) {
                    task.run();
                }
            });
        }

        @Override
        public void opened(Wire.Connection opened) {
            loop.submit("link opened", () -> {
                if (mine == number) {
                    LinkKeeper.this.opened(opened);
                } else {
                    opened.close("not wanted any more");
                }
            });
        }

        @Override
        public void failed(String why) {
            ifCurrent("link failed", () -> retry(why));
        }

        @Override
        public void text(String message) {
            Runnable meaning = traffic.received(message);
            loop.lend("frame", () -> {
                if (mine != number) {
                    return;
                }
                if (!spoken) {
                    spoken = true;
                    backOff.reset();
                }
                meaning.run();
            });
        }

        @Override
        public void pong() {
            ifCurrent("pong", () -> {
                pings.pong();
                traffic.alive();
            });
        }

        @Override
        public void closed(Wire.Ending ending, String why) {
            loop.submit("link closed", () -> {
                if (mine == number) {
                    lost(ending, why);
                } else if (mine == closing && endpoint.isPresent()) {
                    connect();
                }
            });
        }
    }
}
