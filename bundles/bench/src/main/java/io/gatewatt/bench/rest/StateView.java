// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatt.bench.model.Cable;
import io.gatewatt.bench.model.Car;
import io.gatewatt.bench.model.ConnectorState;
import io.gatewatt.bench.model.Light;
import io.gatewatt.bench.model.Memory;
import io.gatewatt.measure.DeviceFault;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The answer to {@code GET /state}: the words are those of the calls that change it. */
final class StateView {

    private final Bench bench;

    StateView(Bench bench) {
        this.bench = bench;
    }

    JsonNode render() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        ArrayNode connectors = state.putArray("connectors");
        bench.charger().connectors().forEach(connector -> connectors.add(connector(connector.state())));
        ArrayNode readers = state.putArray("readers");
        bench.charger().readers().forEach(reader -> readers.addObject().put("reader", reader.number()));
        state.set("fault", fault(bench.charger().fault()));
        Light light = bench.charger().light();
        state.putObject("light")
                .put("percent", light.percent())
                .put("signs", light.signs())
                .put("blinks", light.blinks());
        state.putObject("network")
                .put("up", bench.network().up())
                .put("mode", Word.of(bench.network().mode()));
        state.putObject("clock")
                .put("offsetSeconds", bench.clock().offset())
                .put(
                        "now",
                        bench.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString());
        ObjectNode inject = state.putObject("inject");
        bench.injections().all().forEach(inject::put);
        return state;
    }

    private static ObjectNode connector(ConnectorState state) {
        Memory memory = state.memory();
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("connector", state.number());
        node.put("pilot", state.report().pilot().name());
        Cable cable = memory.cable();
        node.putObject("plugged")
                .put("ev", cable.ev())
                .put("station", state.report().cable())
                .put("half", cable.half());
        Car car = memory.car();
        node.putObject("ev")
                .put("state", car.state().name())
                .put("maxAmps", car.maxAmps())
                .put("phases", car.phases())
                .put("diode", car.diode());
        node.put("contactor", state.report().contactorClosed());
        node.put("offeredAmps", state.offeredAmps());
        node.put("phases", state.phases());
        node.put("powerW", state.powerW());
        node.put("registerWh", memory.registerWh());
        node.put("serial", memory.serial());
        node.put("meter", Word.of(memory.meter()));
        node.putObject("lock").put("behaviour", Word.of(memory.lock())).put("locked", memory.locked());
        node.set("fault", fault(state.fault()));
        return node;
    }

    private static JsonNode fault(Optional<DeviceFault> fault) {
        return fault.<JsonNode>map(present -> JsonNodeFactory.instance
                        .objectNode()
                        .put("errorCode", ErrorCode.of(present.kind()).name())
                        .put("vendorErrorCode", present.vendorCode())
                        .put("faulted", present.blocking()))
                .orElse(JsonNodeFactory.instance.nullNode());
    }
}
