// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.driver.ConnectorController;
import io.gatewatt.driver.ConnectorLock;
import io.gatewatt.driver.EnergyMeter;
import io.gatewatt.driver.StopButton;
import io.gatewatt.driver.TokenReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The hardware of one connector, chosen by target filters in its configuration. References are optional, dynamic and greedy: a driver may
 * go, come and be replaced without the component, so that a running transaction never sees more than a gap. Callbacks come on any thread;
 * they only post.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = ConnectorComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ConnectorComponent.ConnectorSettings.class, factory = true)
public final class ConnectorComponent {

    static final String PID = "station.connector";

    /** Which hardware belongs to a connector. */
    @ObjectClassDefinition(
            name = "Connector",
            description = "Which hardware belongs to a connector: filters over the service properties of drivers")
    public @interface ConnectorSettings {

        /** Number of the connector. */
        @AttributeDefinition(name = "Connector", description = "Number of the connector, 1..64", min = "1", max = "64")
        int connector() default 1;

        /** The meter. */
        @AttributeDefinition(
                name = "Meter",
                description = "Filter that selects the energy meter, for example (device.id=meter1)")
        String meter_target() default "(device.id=meter1)";

        /** The controller. */
        @AttributeDefinition(
                name = "Controller",
                description = "Filter that selects the pilot board, for example (device.id=controller1)")
        String controller_target() default "(device.id=controller1)";

        /** The lock. */
        @AttributeDefinition(
                name = "Lock",
                description = "Filter that selects the cable's lock, for example (device.id=lock1)")
        String lock_target() default "(device.id=lock1)";

        /** The stop button. */
        @AttributeDefinition(
                name = "Stop button",
                description = "Filter that selects the stop button, for example (device.id=button1)")
        String button_target() default "(device.id=button1)";

        /** The readers. */
        @AttributeDefinition(
                name = "Readers",
                description = "Filter that selects the readers that serve it, for example (device.id=*)")
        String readers_target() default "(device.id=*)";

        /** How the Web Console names an instance in its list. */
        @AttributeDefinition(name = "Name", description = "How this configuration is named in lists")
        String webconsole_configurationFactory_nameHint() default "connector {connector}";
    }

    /** Where at the station a device fits. */
    private interface Place {

        void at(int connector, StationUnit unit, boolean comes);
    }

    private record Bound(Class<?> kind, Object device, Place place) {}

    private final StationComponent station;
    private final List<Bound> bound = new CopyOnWriteArrayList<>();
    private volatile int connector;

    /** @param station whose connector this is */
    @Activate
    public ConnectorComponent(@Reference StationComponent station, ConnectorSettings settings) {
        this.station = station;
        this.connector = settings.connector();
    }

    /** Takes changed settings; SCR has bound anew what other filters select. */
    @Modified
    void modified(ConnectorSettings settings) {
        int before = connector;
        connector = settings.connector();
        if (before != connector) {
            List<Bound> moving = new ArrayList<>(bound);
            moving.forEach(b -> post(before, b, false));
            moving.forEach(b -> post(connector, b, true));
        }
    }

    @Deactivate
    void close() {
        List.copyOf(bound).forEach(b -> goes(b.kind(), b.device()));
    }

    private void comes(Class<?> kind, Object device, Place place) {
        Bound now = new Bound(kind, device, place);
        bound.add(now);
        post(connector, now, true);
    }

    private void goes(Class<?> kind, Object device) {
        bound.stream()
                .filter(b -> b.kind() == kind && b.device() == device)
                .findFirst()
                .ifPresent(b -> {
                    bound.remove(b);
                    post(connector, b, false);
                });
    }

    private void post(int number, Bound b, boolean comes) {
        station.post(comes ? "device comes" : "device goes", unit -> b.place().at(number, unit, comes));
    }

    @Reference(
            name = "meter",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setMeter(EnergyMeter meter) {
        comes(EnergyMeter.class, meter, (number, unit, comes) -> unit.device(number, Ports.METER, meter, comes));
    }

    void unsetMeter(EnergyMeter meter) {
        goes(EnergyMeter.class, meter);
    }

    @Reference(
            name = "controller",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setController(ConnectorController board) {
        comes(
                ConnectorController.class,
                board,
                (number, unit, comes) -> unit.device(number, Ports.CONTROLLER, board, comes));
    }

    void unsetController(ConnectorController board) {
        goes(ConnectorController.class, board);
    }

    @Reference(
            name = "lock",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setLock(ConnectorLock lock) {
        comes(ConnectorLock.class, lock, (number, unit, comes) -> unit.device(number, Ports.LOCK, lock, comes));
    }

    void unsetLock(ConnectorLock lock) {
        goes(ConnectorLock.class, lock);
    }

    @Reference(
            name = "button",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setButton(StopButton button) {
        comes(StopButton.class, button, (number, unit, comes) -> unit.button(number, button, comes));
    }

    void unsetButton(StopButton button) {
        goes(StopButton.class, button);
    }

    @Reference(name = "readers", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addReader(TokenReader reader) {
        comes(TokenReader.class, reader, (number, unit, comes) -> unit.reader(number, reader, comes));
    }

    void removeReader(TokenReader reader) {
        goes(TokenReader.class, reader);
    }
}
