// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.keys;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.KeySet;
import io.gatewatt.ocpp.v16.ListValues;
import io.gatewatt.station.Station;
import io.gatewatt.station.StationModel;
import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Offers the Core keys, checks what metatype cannot, and tells the other components of changes. */
@Capability(namespace = "io.gatewatt.profile", attribute = "profile=Core")
@Component(
        service = {KeySet.class, Settings.class},
        configurationPid = CoreKeys.PID)
@Designate(ocd = CoreKeys.class)
public final class CoreConfiguration implements KeySet, Settings {

    private static final String STOP = "StopTransactionOnEVSideDisconnect";
    private static final String UNLOCK = "UnlockConnectorOnEVSideDisconnect";

    private final Loop loop;
    private final Station station;
    private final LimitConfiguration limits;
    private final SpellingConfiguration spelling;
    private final MakerConfiguration maker;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile CoreKeys keys;

    /** With the keys as configured. */
    @Activate
    public CoreConfiguration(
            @Reference Loop loop,
            @Reference Station station,
            @Reference LimitConfiguration limits,
            @Reference SpellingConfiguration spelling,
            @Reference MakerConfiguration maker,
            CoreKeys keys) {
        this.loop = loop;
        this.station = station;
        this.limits = limits;
        this.spelling = spelling;
        this.maker = maker;
        this.keys = keys;
    }

    @Modified
    void modified(CoreKeys now) {
        keys = now;
        loop.submit("core keys changed", () -> listeners.forEach(Runnable::run));
    }

    @Override
    public CoreKeys core() {
        return keys;
    }

    @Override
    public CoreLimits limits() {
        return limits.limits();
    }

    @Override
    public CoreSpelling spelling() {
        return spelling.spelling();
    }

    @Override
    public CoreMaker maker() {
        return maker.maker();
    }

    @Override
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public String pid() {
        return CoreKeys.PID;
    }

    @Override
    public Class<? extends Annotation> keys() {
        return CoreKeys.class;
    }

    @Override
    public Map<String, Supplier<String>> computed() {
        Map<String, Supplier<String>> computed = new LinkedHashMap<>();
        computed.put("NumberOfConnectors", () -> Integer.toString(model().connectors()));
        computed.put("ConnectorPhaseRotationMaxLength", () -> Integer.toString(model().connectors() + 1));
        computed.put("SupportedFeatureProfilesMaxLength", () -> "6"); // all there are in OCPP 1.6
        if (readOnly(STOP)) {
            computed.put(STOP, () -> "true");
        }
        if (readOnly(UNLOCK)) {
            computed.put(UNLOCK, () -> "false");
        }
        return computed;
    }

    @Override
    public Optional<String> refuse(String key, String value) {
        return switch (key) {
            case "MeterValuesAlignedData" -> measurands(value, limits().MeterValuesAlignedDataMaxLength());
            case "MeterValuesSampledData" -> measurands(value, limits().MeterValuesSampledDataMaxLength());
            case "StopTxnAlignedData" -> measurands(value, limits().StopTxnAlignedDataMaxLength());
            case "StopTxnSampledData" -> measurands(value, limits().StopTxnSampledDataMaxLength());
            case "ConnectorPhaseRotation" -> ListValues.refuseRotations(value, model().connectors());
            default -> Optional.empty();
        };
    }

    /** A fixed cable cannot be released, so nobody may promise it; what the maker has fixed nobody may change. */
    @Override
    public boolean readOnly(String key) {
        return key.equals(UNLOCK) && model().fixedCable()
                || key.equals(STOP) && maker().StopTransactionOnEVSideDisconnectFixed();
    }

    private Optional<String> measurands(String value, int limit) {
        return MeasurandList.refuse(value, limit, Measurable.of(station.snapshot()));
    }

    private StationModel model() {
        return station.snapshot().model();
    }
}
