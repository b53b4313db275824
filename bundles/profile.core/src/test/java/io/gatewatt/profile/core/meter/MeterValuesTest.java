// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.ocpp.v16.Measurand;
import io.gatewatt.ocpp.v16.MeterValue;
import io.gatewatt.ocpp.v16.MeterValues;
import io.gatewatt.ocpp.v16.ReadingContext;
import io.gatewatt.ocpp.v16.SampledValue;
import io.gatewatt.ocpp.v16.StopTransaction;
import io.gatewatt.profile.core.FakeCentralSystem;
import io.gatewatt.profile.core.FakeOutbox;
import io.gatewatt.profile.core.FakeSettings;
import io.gatewatt.profile.core.FakeStation;
import io.gatewatt.profile.core.journal.TransactionJournal;
import io.gatewatt.profile.core.transaction.TransactionReporter;
import io.gatewatt.station.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeterValuesTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final FakeStation station = new FakeStation(loop);
    private final FakeOutbox outbox = new FakeOutbox(loop);
    private final FakeSettings settings = new FakeSettings();
    private final FakeCentralSystem central = new FakeCentralSystem(loop);
    private final StopValues stopValues = new StopValues(loop, settings);
    private final MeterQueue queue = new MeterQueue(loop, station, outbox, settings, stopValues);

    @BeforeEach
    void begin() {
        settings.set("MeterValueSampleInterval", 10);
        station.listen(new TransactionReporter(loop, station, outbox, stopValues));
        station.listen(new SampledValues(loop, station, settings, queue));
        loop.run();
    }

    /** Second of each sample, with its context. */
    private List<String> sampled() {
        return outbox.requests().stream()
                .filter(MeterValues.Request.class::isInstance)
                .map(MeterValues.Request.class::cast)
                .map(r -> r.connectorId() + "@" + seconds(r.meterValue().get(0)) + " "
                        + r.meterValue().get(0).sampledValue().get(0).context())
                .toList();
    }

    private static long seconds(MeterValue value) {
        return Duration.between(Instant.parse("2026-01-01T00:00:00Z"), value.timestamp())
                .toSeconds();
    }

    private void after(int seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    private void start() {
        loop.run(() -> station.begin("a", 1, "T1"));
    }

    private void stop() {
        loop.run(() -> station.end("a", StopReason.LOCAL, Optional.empty()));
    }

    @Test
    void fromTheStartOfTheTransactionToItsEnd() {
        after(3);
        start();
        after(25);
        stop();
        after(60);
        assertEquals(List.of("1@13 Sample.Periodic", "1@23 Sample.Periodic"), sampled());
    }

    @Test
    void aBusyMachineCostsNoSample() {
        start();
        after(10);
        loop.standStill(Duration.ofSeconds(23));
        after(7);
        assertEquals(
                List.of("1@10 Sample.Periodic", "1@33 Sample.Periodic", "1@34 Sample.Periodic", "1@40 Sample.Periodic"),
                sampled(),
                "with the times of their readings");
    }

    @Test
    void aNewIntervalCountsFromTheLastSample() {
        start();
        after(12);
        loop.run(() -> settings.set("MeterValueSampleInterval", 5));
        after(4);
        loop.run(() -> settings.set("MeterValueSampleInterval", 0));
        after(100);
        loop.run(() -> settings.set("MeterValueSampleInterval", 60));
        after(20);
        assertEquals(
                List.of("1@10 Sample.Periodic", "1@15 Sample.Periodic"),
                sampled().subList(0, 2));
        assertEquals(
                List.of("1@135 Sample.Periodic"), sampled().subList(2, sampled().size()));
    }

    private boolean trigger(Integer connector) {
        Optional<Runnable> send =
                new TriggeredValues(loop, station, central, settings).trigger(Optional.ofNullable(connector));
        send.ifPresent(loop::run);
        return send.isPresent();
    }

    @Test
    void triggeredValuesOfOneConnectorOrOfAll() {
        central.online();
        assertTrue(trigger(2));
        assertTrue(trigger(null));
        assertEquals(
                List.of(2, 1, 2),
                central.called(MeterValues.Request.class).stream()
                        .map(MeterValues.Request::connectorId)
                        .toList());
    }

    @Test
    void noMeterNoTriggeredValues() {
        central.online();
        assertFalse(trigger(0));
        assertFalse(trigger(3));
        station.meterAnswers = false;
        assertTrue(trigger(1));
        assertEquals(List.of(), central.calls);
    }

    @Test
    void aMeterThatIsSilentCostsItsSampleOnly() {
        start();
        station.meterAnswers = false;
        after(10);
        station.meterAnswers = true;
        after(10);
        assertEquals(List.of("1@20 Sample.Periodic"), sampled());
    }

    @Test
    void samplesDueInAnOutageShareTheReadingAfterIt() {
        settings.set("MeterValueSampleInterval", 2);
        start();
        after(3);
        station.meterWaits = true;
        after(6);
        assertEquals(1, station.waiting(), "one read is open");
        loop.run(station::meterBack);
        after(2);
        assertEquals(List.of("1@2 Sample.Periodic", "1@9 Sample.Periodic", "1@10 Sample.Periodic"), sampled());
    }

    @Test
    void aLaterSampleOutwaitsTheReadThatFailed() {
        settings.set("MeterValueSampleInterval", 2);
        start();
        station.meterWaits = true;
        after(5);
        loop.run(station::meterFails);
        assertEquals(1, station.waiting(), "that of second 4");
        loop.run(station::meterBack);
        assertEquals(List.of("1@5 Sample.Periodic"), sampled());
    }

    @Test
    void noReadingIsToldTwice() {
        settings.set("MeterValueSampleInterval", 2);
        start();
        station.meterFrozen = Optional.of(loop.now());
        after(6);
        assertEquals(List.of("1@0 Sample.Periodic"), sampled());
    }

    @Test
    void theClockGoingBackDoesNotReverseTime() {
        start();
        after(10);
        loop.setClock(Instant.parse("2025-12-31T00:00:00Z"));
        after(10);
        assertEquals(List.of("1@10 Sample.Periodic", "1@10 Sample.Periodic"), sampled());
    }

    @Test
    void alignedToTheClock() {
        settings.set("MeterValueSampleInterval", 0).set("ClockAlignedDataInterval", 20);
        after(3);
        new AlignedValues(loop, station, central, settings, queue);
        start();
        after(40);
        assertEquals(List.of("1@20 Sample.Clock", "1@40 Sample.Clock"), sampled());
        central.online();
        after(20);
        assertEquals(
                List.of("1@60 Sample.Clock", "2@60 Sample.Clock"), sampled().subList(2, 4));
    }

    @Test
    void alignedInstantsBeginAnewAtMidnight() {
        assertEquals(
                Instant.parse("2026-01-02T00:00:00Z"), AlignedValues.next(Instant.parse("2026-01-01T23:59:30Z"), 7000));
        assertEquals(
                Instant.parse("2026-01-02T01:56:40Z"), AlignedValues.next(Instant.parse("2026-01-02T00:00:00Z"), 7000));
        assertEquals(
                Instant.parse("2026-01-01T00:00:20Z"),
                AlignedValues.next(Instant.parse("2026-01-01T00:00:19.999Z"), 20));
    }

    @Test
    void theStopDoesNotFallBehindWhatWasTold() {
        start();
        station.meter = MeterReading.of(1300);
        after(10);
        station.meter = MeterReading.of(1250); // what the station had stored at a power cut
        stop();
        StopTransaction.Request stop =
                (StopTransaction.Request) outbox.requests().get(2);
        assertEquals(1300, stop.meterStop());
    }

    private String stopData() {
        return outbox.requests().stream()
                .filter(StopTransaction.Request.class::isInstance)
                .map(StopTransaction.Request.class::cast)
                .flatMap(r -> r.transactionData().stream())
                .map(v -> v.sampledValue().get(0).context() + "@" + seconds(v) + "="
                        + v.sampledValue().get(0).value())
                .collect(Collectors.joining(" "));
    }

    @Test
    void theStopCarriesWhatTheKeysWant() {
        settings.set("StopTxnSampledData", "Energy.Active.Import.Register");
        start();
        after(15);
        station.meter = MeterReading.of(1200);
        after(10);
        stop();
        assertEquals(
                "Transaction.Begin@0=1000 Sample.Periodic@10=1000 Sample.Periodic@20=1200 Transaction.End@25=1200",
                stopData());
        assertTrue(loop.committed("core_stop_data").isEmpty());
    }

    @Test
    void theStopCarriesNoMoreThanItMay() {
        settings.set("StopTxnSampledData", "Energy.Active.Import.Register").set("StopTransactionMaxMeterValues", 4);
        start();
        after(1000);
        assertTrue(loop.committed("core_stop_data").size() <= 8);
        stop();
        assertEquals(4, stopData().split(" ").length);
        assertTrue(stopData().startsWith("Transaction.Begin@0"));
        assertTrue(stopData().endsWith("Transaction.End@1000=1000"));
    }

    @Test
    void intervalsCountFromTheValueBefore() {
        settings.set("MeterValuesSampledData", "Energy.Active.Import.Interval")
                .set("MeterValuesAlignedData", "Energy.Active.Import.Interval")
                .set("StopTxnSampledData", "Energy.Active.Import.Interval")
                .set("ClockAlignedDataInterval", 15);
        new AlignedValues(loop, station, central, settings, queue);
        start();
        for (int i = 0; i < 3; i++) {
            station.meter = MeterReading.of(station.meter.importWh() + 100);
            after(10);
        }
        station.meter = MeterReading.of(station.meter.importWh() + 7);
        stop();
        assertEquals(
                List.of("10 Sample.Periodic 100", "15 Sample.Clock 200", "20 Sample.Periodic 100"),
                intervals().subList(0, 3));
        assertEquals(
                "Transaction.Begin@0=0 Sample.Periodic@10=100 Sample.Periodic@20=100 Sample.Periodic@30=100"
                        + " Transaction.End@30=7",
                stopData());
        assertTrue(loop.committed("core_period").isEmpty());
    }

    private List<String> intervals() {
        return outbox.requests().stream()
                .filter(MeterValues.Request.class::isInstance)
                .map(MeterValues.Request.class::cast)
                .map(r -> r.meterValue().get(0))
                .map(v -> seconds(v) + " " + v.sampledValue().get(0).context() + " "
                        + v.sampledValue().get(0).value())
                .toList();
    }

    @Test
    void anIdleConnectorCountsFromItsAlignedValueBefore() {
        settings.set("ClockAlignedDataInterval", 15).set("MeterValuesAlignedData", "Energy.Active.Import.Interval");
        central.online();
        new AlignedValues(loop, station, central, settings, queue);
        after(20);
        assertEquals(List.of(), intervals(), "nothing is known of the time before");
        after(10);
        assertEquals(List.of("30 Sample.Clock 0", "30 Sample.Clock 0"), intervals());
    }

    @Test
    void aTransactionThatBeganAfterTheAlignedInstantIsNotInItsValue() {
        settings.set("ClockAlignedDataInterval", 20);
        central.online();
        new AlignedValues(loop, station, central, settings, queue);
        after(19);
        station.meterWaits = true;
        after(1);
        loop.advance(Duration.ofMillis(500));
        start();
        loop.run(station::meterBack);
        assertEquals(
                List.of("", ""),
                outbox.references(MeterValues.Request.class),
                "the values of that instant are of no transaction");
    }

    @Test
    void beginAndEndSurviveTheTightestLimit() {
        settings.set("StopTxnSampledData", "Energy.Active.Import.Register").set("StopTransactionMaxMeterValues", 1);
        start();
        after(1000);
        stop();
        assertEquals("Transaction.Begin@0=1000 Transaction.End@1000=1000", stopData());
    }

    @Test
    void keysThatComeLateStillTellTheBegin() {
        start();
        after(5);
        settings.set("StopTxnAlignedData", "Energy.Active.Import.Register,Voltage");
        station.meter = MeterReading.of(1100);
        stop();
        assertEquals("Transaction.Begin@0=1000 Transaction.End@5=1100", stopData());
    }

    @Test
    void beginAndEndTellWhatEitherKeyWants() {
        settings.set("StopTxnSampledData", "Energy.Active.Import.Register")
                .set("StopTxnAlignedData", "Current.Offered,Energy.Active.Import.Register");
        start();
        stop();
        assertEquals(
                List.of(
                        List.of(Measurand.EnergyActiveImportRegister, Measurand.CurrentOffered),
                        List.of(Measurand.EnergyActiveImportRegister, Measurand.CurrentOffered)),
                outbox.requests().stream()
                        .filter(StopTransaction.Request.class::isInstance)
                        .flatMap(r -> ((StopTransaction.Request) r).transactionData().stream())
                        .map(v -> v.sampledValue().stream()
                                .map(SampledValue::measurand)
                                .toList())
                        .toList());
    }

    @Test
    void triggeredValuesGoOutAtOnce() {
        central.online();
        TriggeredValues triggered = new TriggeredValues(loop, station, central, settings);
        settings.set("MeterValuesSampledData", "Voltage");
        start();
        loop.run(() -> {
            triggered.tell(1);
            triggered.tell(2);
        });
        List<MeterValues.Request> told = central.called(MeterValues.Request.class);
        assertEquals(
                List.of(1, 2),
                told.stream().map(MeterValues.Request::connectorId).toList());
        told.forEach(r -> {
            SampledValue value = r.meterValue().get(0).sampledValue().get(0);
            assertEquals(ReadingContext.Trigger, value.context());
            assertEquals(
                    Measurand.EnergyActiveImportRegister,
                    value.measurand(),
                    "what the meter has, if not what is asked for");
            assertNull(r.transactionId(), "the start is not confirmed");
        });
        assertEquals(List.of(), sampled());
        loop.run(() -> {
            TransactionJournal journal = new TransactionJournal(loop);
            journal.put(journal.find("a").orElseThrow().confirmed(7));
            triggered.tell(1);
        });
        assertEquals(7, central.called(MeterValues.Request.class).get(2).transactionId());
    }

    @Test
    void withoutKeysTheStopCarriesNothing() {
        start();
        after(30);
        stop();
        assertEquals("", stopData());
    }
}
