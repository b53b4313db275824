// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.rest;

import io.gatewatt.bench.model.Car;
import io.gatewatt.bench.model.Connector;
import io.gatewatt.bench.model.LockBehaviour;
import io.gatewatt.bench.model.MeterBehaviour;
import io.gatewatt.bench.model.Reader;
import io.gatewatt.bench.model.Side;
import io.gatewatt.bench.network.NetworkGate.Mode;
import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.PilotState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;

/** The table of calls. */
final class Routes {

    private static final double MAX_AMPS = 80;
    private static final long MAX_REGISTER_WH = 1_000_000_000_000L;
    private static final long MAX_OFFSET_SECONDS = 10L * 366 * 24 * 3600;

    private final Bench bench;
    private final List<Route> routes = new ArrayList<>();

    private Routes(Bench bench) {
        this.bench = bench;
    }

    static List<Route> of(Bench bench) {
        Routes table = new Routes(bench);
        table.connectors();
        table.surroundings();
        table.documents();
        return List.copyOf(table.routes);
    }

    private void connectors() {
        List<Field> unplug = List.of(Field.choice("side", "both", List.of("both", "ev", "station")));
        post(
                "/connectors/{c}/plug",
                "Put the cable in; the car wants energy unless told otherwise.",
                false,
                List.of(Field.choice("side", "both", Word.all(Side.class))),
                (body, c) -> connector(c).plug(Word.parse(Side.class, body.text("side"))));
        post(
                "/connectors/{c}/unplug",
                "Pull the cable out.",
                false,
                unplug,
                (body, c) -> connector(c).unplug(Word.parse(Side.class, body.text("side"))));
        post(
                "/connectors/{c}/ev",
                "Change what the car does; a missing field stays as it is, an empty body sets all defaults.",
                true,
                List.of(
                        Field.choice("state", "C", List.of("B", "C", "D", "E", "F")),
                                Field.number("maxAmps", 32, 0, MAX_AMPS),
                        Field.whole("phases", 3L, 1, 3), Field.flag("diode", true)),
                (body, c) -> connector(c).car(was -> car(was, body)));
        post(
                "/connectors/{c}/fault",
                "Let the hardware report an error; 0 is the station. faulted false is a warning.",
                false,
                List.of(
                        Field.choice("errorCode", ErrorCode.GroundFailure.name(), ErrorCode.names()),
                        Field.text("vendorErrorCode", "", 0, 255),
                        Field.flag("faulted", true)),
                (body, c) -> fault(c, Optional.of(fault(body))));
        route("DELETE", "/connectors/{c}/fault", "The error is gone; 0 is the station.", (c, body) -> {
            fault(c, Optional.empty());
            return null;
        });
        post(
                "/connectors/{c}/lock",
                "Change how the lock behaves; none is a fixed cable.",
                false,
                List.of(Field.choice("behaviour", "ok", Word.all(LockBehaviour.class))),
                (body, c) -> connector(c).lock(Word.parse(LockBehaviour.class, body.text("behaviour"))));
        post(
                "/connectors/{c}/meter",
                "Change what the meter shows; a missing field stays as it is, an empty body heals the meter.",
                true,
                List.of(
                        Field.whole("registerWh", null, 0, MAX_REGISTER_WH),
                        Field.text("serial", null, 0, 50),
                        Field.choice("behaviour", "ok", Word.all(MeterBehaviour.class))),
                (body, c) -> meter(connector(c), body));
        post(
                "/connectors/{c}/stop-button",
                "Press the stop button.",
                false,
                List.of(Field.flag("emergency", false)),
                (body, c) -> connector(c).press(body.flag("emergency")));
    }

    private void surroundings() {
        post(
                "/readers/{r}/present",
                "Hold a card at the reader.",
                false,
                List.of(Field.text("idTag", "04A1B2C3", 1, 255)),
                (body, r) -> reader(r).present(body.text("idTag")));
        post(
                "/network",
                "Switch the link to the central system.",
                false,
                List.of(Field.flag("up", false), Field.choice("mode", "close", Word.all(Mode.class))),
                (body, none) -> network(body.flag("up"), Word.parse(Mode.class, body.text("mode"))));
        post(
                "/power",
                "Tell the station that the mains fails and it lives on its backup supply.",
                false,
                List.of(Field.choice("action", "fail", List.of("fail"))),
                (body, none) -> bench.charger().failPower());
        post(
                "/clock",
                "Make the wall clock wrong by this many seconds; 0 is right.",
                false,
                List.of(Field.whole("offsetSeconds", 3600L, -MAX_OFFSET_SECONDS, MAX_OFFSET_SECONDS)),
                (body, none) -> bench.clock().offset(body.whole("offsetSeconds")));
        post(
                "/inject",
                "Switch a rare condition.",
                false,
                List.of(
                        Field.choice(
                                "what",
                                null,
                                List.copyOf(bench.injections().all().keySet())),
                        Field.flag("on", true)),
                (body, none) -> bench.injections().set(body.text("what"), body.flag("on")));
    }

    private void documents() {
        StateView state = new StateView(bench);
        route("GET", "/state", "The whole virtual charger.", (none, body) -> state.render());
        route("GET", "/openapi.json", "This description.", (none, body) -> OpenApi.describe(routes));
    }

    private void post(String path, String summary, boolean subset, List<Field> fields, ObjIntConsumer<Body> stimulus) {
        routes.add(new Route("POST", path, summary, fields, subset, known(path), (number, body) -> {
            stimulus.accept(body, number);
            return null;
        }));
    }

    private void route(String method, String path, String summary, Route.Action action) {
        routes.add(new Route(method, path, summary, List.of(), false, known(path), action));
    }

    /** The station itself, 0, can have a fault and nothing else. */
    private IntConsumer known(String path) {
        if (path.contains("{r}")) {
            return this::reader;
        }
        if (path.contains("{c}")) {
            return path.endsWith("/fault") ? c -> connector(Math.max(1, c)) : this::connector;
        }
        return none -> {};
    }

    private Connector connector(int number) {
        List<Connector> connectors = bench.charger().connectors();
        if (number < 1 || number > connectors.size()) {
            throw Refusal.unknown("no connector " + number + "; there are 1.." + connectors.size());
        }
        return connectors.get(number - 1);
    }

    private void fault(int number, Optional<DeviceFault> fault) {
        if (number == 0) {
            bench.charger().fault(fault);
        } else {
            connector(number).fault(fault);
        }
    }

    private Reader reader(int number) {
        if (number < 1 || number > bench.charger().readers().size()) {
            throw Refusal.unknown("no reader " + number + "; there are 1.."
                    + bench.charger().readers().size());
        }
        return bench.charger().readers().get(number - 1);
    }

    private void network(boolean up, Mode mode) {
        try {
            bench.network().set(up, mode);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Car car(Car was, Body body) {
        return new Car(
                body.has("state") ? PilotState.valueOf(body.text("state")) : was.state(),
                body.has("maxAmps") ? body.number("maxAmps") : was.maxAmps(),
                body.has("phases") ? (int) body.whole("phases") : was.phases(),
                body.has("diode") ? body.flag("diode") : was.diode());
    }

    private static DeviceFault fault(Body body) {
        ErrorCode code = ErrorCode.valueOf(body.text("errorCode"));
        return new DeviceFault(code.kind(), body.text("vendorErrorCode"), "", body.flag("faulted"));
    }

    private static void meter(Connector connector, Body body) {
        connector.meter(
                body.has("registerWh") ? OptionalLong.of(body.whole("registerWh")) : OptionalLong.empty(),
                body.has("serial") ? Optional.of(body.text("serial")) : Optional.empty(),
                body.has("behaviour")
                        ? Optional.of(Word.parse(MeterBehaviour.class, body.text("behaviour")))
                        : Optional.empty());
    }
}
