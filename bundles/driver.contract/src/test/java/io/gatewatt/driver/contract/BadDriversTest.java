// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.gatewatt.driver.Capabilities;
import io.gatewatt.driver.ConnectorReport;
import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Setpoint;
import io.gatewatt.driver.Token;
import io.gatewatt.driver.contract.Samples.Board;
import io.gatewatt.driver.contract.Samples.Bolt;
import io.gatewatt.driver.contract.Samples.LineReader;
import io.gatewatt.driver.contract.Samples.Meter;
import io.gatewatt.driver.contract.Samples.Relay;
import io.gatewatt.driver.contract.Spoilt.Maker;
import io.gatewatt.driver.contract.Spoilt.Stoppable;
import io.gatewatt.measure.Measured;
import io.gatewatt.measure.MeterIdentity;
import io.gatewatt.measure.MeterReading;
import io.gatewatt.measure.Phase;
import io.gatewatt.measure.Quantity;
import io.gatewatt.transport.modbus.Registers;
import io.gatewatt.transport.serial.SerialLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A contract that cannot fail is a defect: each check has a driver here that it must find, and tells what to do about it. */
@Isolated("one spoilt driver at a time")
class BadDriversTest {

    private static final CountDownLatch END = new CountDownLatch(1);
    private static final List<Object> HELD = new ArrayList<>();

    /** A driver that one check must find, and a word of what the check says. */
    record Bad(Class<?> contract, String check, String says, Maker<SimulatedBus> bus, Maker<SimulatedLine> line) {

        @Override
        public String toString() {
            return check + ": " + says;
        }
    }

    private static Bad meter(String check, String says, Maker<SimulatedBus> driver) {
        return new Bad(Spoilt.Meters.class, check, says, driver, null);
    }

    private static Bad controller(String check, String says, Maker<SimulatedBus> driver) {
        return new Bad(Spoilt.Controllers.class, check, says, driver, null);
    }

    private static Bad lock(String check, String says, Maker<SimulatedBus> driver) {
        return new Bad(Spoilt.Locks.class, check, says, driver, null);
    }

    private static Bad indicator(String check, String says, Maker<SimulatedBus> driver) {
        return new Bad(Spoilt.Indicators.class, check, says, driver, null);
    }

    private static Bad reader(String check, String says, Maker<SimulatedLine> driver) {
        return new Bad(Spoilt.Readers.class, check, says, null, driver);
    }

    static Stream<Bad> drivers() {
        return Stream.of(
                        everyDriver(),
                        meters(),
                        Stream.of(
                                lock("locksAndUnlocks", "twice gives another end", Toggling::new),
                                lock("stopAndSuccessorLeaveTheBolt", "second driver was started", OpeningBolt::new)),
                        controllers(),
                        indicators(),
                        readers())
                .flatMap(rows -> rows);
    }

    private static Stream<Bad> everyDriver() {
        return Stream.of(
                meter("answersInTime", "though the device is in order", bus -> new ReadOnly(bus) {
                    @Override
                    MeterReading again() throws DeviceException {
                        throw new DeviceException("no");
                    }
                }),
                meter("answersInTime", "did not come back within 5 s", bus -> new ReadOnly(bus) {
                    @Override
                    MeterReading again() throws DeviceException {
                        for (int unit = 11; unit < 17; unit++) {
                            askQuietly(unit);
                        }
                        return super.again();
                    }
                }),
                meter("startsWhileItsDeviceIsAway", "must not need its device", bus -> {
                    bus.readInput(1, 0, 4);
                    return new Meter(bus);
                }),
                meter("tellsInWordsThatItsDeviceHasVanished", "an old value for a new one", bus -> new ReadOnly(bus) {
                    @Override
                    MeterReading failed(DeviceException e) {
                        return MeterReading.of(1000);
                    }
                }),
                meter("tellsInWordsThatItsDeviceHasVanished", "NullPointerException", bus -> new ReadOnly(bus) {
                    @Override
                    MeterReading failed(DeviceException e) {
                        throw new NullPointerException("registers");
                    }
                }),
                meter("tellsInWordsThatItsDeviceHasVanished", "without words", bus -> new ReadOnly(bus) {
                    @Override
                    MeterReading failed(DeviceException e) throws DeviceException {
                        throw new DeviceException("");
                    }
                }),
                meter("tellsInWordsThatItsDeviceHasVanished", "does not work again", NeverAgain::new),
                meter("survivesARefusingDevice", "IllegalStateException", bus -> new ReadOnly(bus) {
                    @Override
                    MeterReading failed(DeviceException e) {
                        throw new IllegalStateException(e);
                    }
                }),
                meter("survivesGarbage", "IllegalArgumentException", bus -> new Meter(bus) {
                    @Override
                    public MeterReading read() throws DeviceException {
                        return reading(bus.readInput(1, 0, 12));
                    }
                }),
                meter("startsAndStopsInGarbage", "stopping threw", device -> {
                    class Unready extends Meter implements Stoppable {
                        private boolean ready;

                        Unready() {
                            super(device);
                        }

                        @Override
                        public MeterReading read() throws DeviceException {
                            MeterReading reading = super.read();
                            ready = true;
                            return reading;
                        }

                        @Override
                        public void stopNow() {
                            if (!ready) {
                                throw new IllegalStateException("never read");
                            }
                        }
                    }
                    return new Unready();
                }),
                meter("leavesNoThreadAndNoListenerAfterStop", "leaking", bus -> {
                    leak();
                    return new Meter(bus);
                }),
                reader("leavesNoThreadAndNoListenerAfterStop", "listeners left at the line", LineReader::new),
                meter("leavesNoThreadWhenItsDeviceIsGone", "leaking", bus -> new ReadOnly(bus) {
                    @Override
                    MeterReading failed(DeviceException e) throws DeviceException {
                        leak();
                        throw e;
                    }
                }),
                meter("fiftySwapsLeaveNothingBehind", "still held in memory", bus -> {
                    Meter meter = new Meter(bus);
                    HELD.add(meter);
                    return meter;
                }),
                meter("fiftySwapsLeaveNothingBehind", "threads left after 50 swaps", bus -> {
                    leak();
                    return new Meter(bus);
                }),
                reader("fiftySwapsLeaveNothingBehind", "listeners at the line", LineReader::new));
    }

    private static Stream<Bad> meters() {
        return Stream.of(
                meter("identityNeedsNoDevice", "asked the device", bus -> new Meter(bus) {
                    @Override
                    public MeterIdentity identity() {
                        askQuietly(1);
                        return super.identity();
                    }
                }),
                meter("identityIsThatOfTheDevice", "two identities", bus -> new Meter(bus) {
                    @Override
                    public MeterIdentity identity() {
                        return new MeterIdentity("Sample", "One", Integer.toString(System.identityHashCode(this)));
                    }
                }),
                meter("showsTheRegisterOfTheDevice", "word order and scale", bus -> new Told(bus) {
                    @Override
                    MeterReading told(MeterReading reading) {
                        return MeterReading.of((long) (float) reading.importWh());
                    }
                }),
                meter("registerNeverFalls", "import register fell", bus -> new Told(bus) {
                    private long first = -1;

                    @Override
                    MeterReading told(MeterReading reading) {
                        first = first < 0 ? reading.importWh() : first;
                        return MeterReading.of(reading.importWh() - first);
                    }
                }),
                meter("valuesAreInRange", "no plausible value", bus -> new Told(bus) {
                    @Override
                    MeterReading told(MeterReading reading) {
                        return new MeterReading(1, List.of(new Measured(Quantity.VOLTAGE, Phase.L1, 230_000)));
                    }
                }),
                meter("eachValueIsToldOnce", "told twice", bus -> new Told(bus) {
                    @Override
                    MeterReading told(MeterReading reading) {
                        Measured volts = new Measured(Quantity.VOLTAGE, Phase.L1, 230);
                        return new MeterReading(1, List.of(volts, volts));
                    }
                }),
                meter("powerIsVoltsTimesAmperes", "volts times amperes", bus -> new Told(bus) {
                    @Override
                    MeterReading told(MeterReading reading) {
                        List<Measured> values = new ArrayList<>(reading.values());
                        values.removeIf(value -> value.quantity() == Quantity.POWER_ACTIVE_IMPORT);
                        values.add(Measured.of(Quantity.POWER_ACTIVE_IMPORT, 3.68));
                        return new MeterReading(1, values);
                    }
                }));
    }

    private static Stream<Bad> controllers() {
        return Stream.of(
                controller("capabilitiesNeedNoDevice", "asked the device", bus -> new Board(bus) {
                    @Override
                    public Capabilities capabilities() {
                        try {
                            bus.readHolding(1, 0, 1);
                        } catch (DeviceException e) {
                            // guessed
                        }
                        return super.capabilities();
                    }
                }),
                controller("offersWhatIsCommandedAndNoMore", "round down", bus -> offering(bus, Math::ceil)),
                controller("offersWhatIsCommandedAndNoMore", "cut at the largest", bus -> offering(bus, amps -> amps)),
                controller(
                        "offersWhatIsCommandedAndNoMore",
                        "nothing below the smallest",
                        bus -> offering(bus, amps -> Math.max(6, Math.min(16, amps)))),
                controller("offersWhatIsCommandedAndNoMore", "does offered() read", bus -> offering(bus, amps -> 0)),
                controller("applyIsIdempotent", "set points are levels", bus -> new Board(bus) {
                    @Override
                    public void apply(Setpoint wanted) throws DeviceException {
                        super.apply(wanted);
                        bus.writeRegister(1, 1, bus.readHolding(1, 1, 1).u16(0) + 1);
                    }
                }),
                controller("whatWasCommandedIsTakenAfterTheDeviceCameBack", "said again", bus -> new Board(bus) {
                    private Setpoint last;

                    @Override
                    public void apply(Setpoint wanted) throws DeviceException {
                        if (!wanted.equals(last)) {
                            last = wanted;
                            super.apply(wanted);
                        }
                    }
                }),
                controller("stopLeavesOutputs", "on stop", device -> {
                    class Resetting extends Board implements Stoppable {
                        Resetting() {
                            super(device);
                        }

                        @Override
                        public void stopNow() throws DeviceException {
                            apply(new Setpoint.Off());
                        }
                    }
                    return new Resetting();
                }),
                controller("aSuccessorChangesNothingInARunningCharge", "second driver was started", bus -> {
                    bus.writeRegister(1, 0, 0);
                    return new Board(bus);
                }),
                controller("aSuccessorChangesNothingInARunningCharge", "second driver reported", bus -> new Board(bus) {
                    private Setpoint last = new Setpoint.Off();

                    @Override
                    public void apply(Setpoint wanted) throws DeviceException {
                        last = wanted;
                        super.apply(wanted);
                    }

                    @Override
                    public ConnectorReport report() throws DeviceException {
                        super.apply(last);
                        return super.report();
                    }
                }));
    }

    private static Board offering(SimulatedBus bus, java.util.function.DoubleUnaryOperator rule) {
        return new Board(bus) {
            @Override
            public void apply(Setpoint wanted) throws DeviceException {
                double amps = wanted instanceof Setpoint.Offer offer ? rule.applyAsDouble(offer.amps()) : 0;
                bus.writeRegister(1, 0, (int) (10 * amps));
            }
        };
    }

    private static Stream<Bad> indicators() {
        return Stream.of(
                indicator("tellsInWordsThatTheLightCannotBeSet", "pass the DeviceException on", bus -> new Light(bus) {
                    @Override
                    public synchronized void light(int percent) {
                        try {
                            super.light(percent);
                        } catch (DeviceException e) {
                            // forgotten
                        }
                    }
                }),
                indicator("lightIsALevel", "twice gives another end", bus -> new Light(bus) {
                    @Override
                    public synchronized void light(int percent) throws DeviceException {
                        bus.writeCoil(1, 0, !bus.readCoils(1, 0, 1)[0]);
                    }
                }),
                indicator("burnsAsBeforeAfterASign", "as before", bus -> new Light(bus) {
                    @Override
                    public synchronized void blink(int times) throws DeviceException {
                        bus.writeCoil(1, 0, false);
                    }
                }),
                indicator("stopLeavesTheLight", "on stop", bus -> new Light(bus) {
                    @Override
                    public void stopNow() throws DeviceException {
                        super.stopNow();
                        bus.writeCoil(1, 0, false);
                    }
                }),
                indicator("stopInTheMiddleOfASignLeavesTheLight", "middle of a sign", bus -> new Light(bus) {
                    @Override
                    public void stopNow() {
                        thread.shutdownNow();
                    }
                }));
    }

    private static Stream<Bad> readers() {
        return Stream.of(
                reader("tellsATokenThatCanBeSent", "OCPP 1.6 allows", line -> new Closing(line) {
                    @Override
                    void tell(String uid) {
                        super.tell(uid + "0000000000000000");
                    }
                }),
                reader("tellsATokenThatCanBeSent", "upper-case hex", line -> new Closing(line) {
                    @Override
                    void tell(String uid) {
                        sinks.forEach(sink -> sink.accept(new Token(uid, Token.Kind.RFID, "four")));
                    }
                }),
                reader("tellsACardThatStaysOnce", "Tell a card once", line -> new Closing(line) {
                    @Override
                    void complete(String text) {
                        if (!text.isEmpty()) {
                            tell(text);
                        }
                    }
                }),
                reader("tellsACardAgainThatIsShownAgain", "not told again", line -> new Closing(line) {
                    @Override
                    void complete(String text) {
                        if (!text.isEmpty()) {
                            super.complete(text);
                        }
                    }
                }),
                reader("tellsNothingAfterTheListeningIsClosed", "was called again", Endless::new),
                reader("tellsNothingAfterStop", "that was stopped", line -> {
                    class Deaf extends LineReader {
                        Deaf(SerialLine where) {
                            super(where);
                        }

                        @Override
                        public AutoCloseable listen(Consumer<Token> sink) {
                            sinks.add(sink);
                            return () -> {};
                        }
                    }
                    return new Deaf(line);
                }),
                reader("leavesNoListenerWhenStoppedWhileSomebodyListens", "close in @Deactivate", LineReader::new),
                reader(
                        "readsAgainAfterEachTrouble",
                        "threw java.lang.IllegalArgumentException",
                        line -> new Closing(line) {
                            @Override
                            void complete(String text) {
                                if (!text.isEmpty() && !text.matches("[0-9A-F]*")) {
                                    throw new IllegalArgumentException("no hex");
                                }
                                super.complete(text);
                            }
                        }),
                reader("readsAgainAfterEachTrouble", "the card is read after", line -> new Closing(line) {
                    private boolean confused;

                    @Override
                    void complete(String text) {
                        confused |= !text.matches("[0-9A-F]*");
                        if (!confused) {
                            super.complete(text);
                        }
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void isFound(Bad bad) {
        HELD.clear();
        Spoilt.onBus = bad.bus;
        Spoilt.onLine = bad.line;
        List<TestExecutionResult> results = new ArrayList<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectMethod(bad.contract, bad.check))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest()) {
                                    results.add(result);
                                }
                            }
                        });
        assertEquals(1, results.size(), "checks that were run");
        String told = results.get(0).getThrowable().map(Throwable::toString).orElse("nothing");
        assertTrue(told.contains(bad.says), () -> bad.check + " told: " + told);
    }

    /** Each check has at least one driver that it finds. */
    @Test
    void noCheckIsWithoutABadDriver() {
        Set<String> checks = Stream.<Class<?>>of(
                        Contract.class,
                        MeterContract.class,
                        ControllerContract.class,
                        LockContract.class,
                        IndicatorContract.class,
                        ReaderContract.class)
                .flatMap(contract -> Arrays.stream(contract.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        checks.removeAll(drivers().map(Bad::check).collect(Collectors.toSet()));
        assertEquals(Set.of(), checks, "checks that no bad driver here makes fail");
    }

    @AfterAll
    static void end() {
        END.countDown();
        HELD.clear();
    }

    private static void leak() {
        Thread thread = new Thread(
                () -> {
                    try {
                        END.await();
                    } catch (InterruptedException e) {
                        // over
                    }
                },
                "leaking");
        thread.setDaemon(true);
        thread.start();
    }

    /** A meter whose failures are handled in some way. */
    private static class ReadOnly extends Meter {

        ReadOnly(SimulatedBus bus) {
            super(bus);
        }

        MeterReading again() throws DeviceException {
            return super.read();
        }

        MeterReading failed(DeviceException e) throws DeviceException {
            throw e;
        }

        @Override
        public final MeterReading read() throws DeviceException {
            try {
                return again();
            } catch (DeviceException e) {
                return failed(e);
            }
        }
    }

    /** A meter that tells something else than it read. */
    private abstract static class Told extends Meter {

        Told(SimulatedBus bus) {
            super(bus);
        }

        abstract MeterReading told(MeterReading reading);

        @Override
        MeterReading reading(Registers words) {
            return told(super.reading(words));
        }
    }

    private static final class NeverAgain extends ReadOnly {

        private boolean broken;

        NeverAgain(SimulatedBus bus) {
            super(bus);
        }

        @Override
        MeterReading again() throws DeviceException {
            if (broken) {
                throw new DeviceException("broken");
            }
            return super.again();
        }

        @Override
        MeterReading failed(DeviceException e) throws DeviceException {
            broken = true;
            throw e;
        }
    }

    private static final class Toggling extends Bolt {

        private boolean locked;

        Toggling(SimulatedBus bus) {
            super(bus);
        }

        @Override
        public boolean locked() throws DeviceException {
            super.locked();
            return locked;
        }

        @Override
        public void lock() throws DeviceException {
            bus.writeCoil(1, 0, !super.locked());
            locked = true;
        }

        @Override
        public void unlock() throws DeviceException {
            super.unlock();
            locked = false;
        }
    }

    private static final class OpeningBolt extends Bolt {

        OpeningBolt(SimulatedBus bus) throws DeviceException {
            super(bus);
            unlock();
        }
    }

    private static class Light extends Relay implements Stoppable {

        Light(SimulatedBus bus) {
            super(bus);
        }

        @Override
        public void stopNow() throws DeviceException {
            close();
        }
    }

    private static class Closing extends LineReader implements Stoppable {

        Closing(SerialLine line) {
            super(line);
        }

        @Override
        public void stopNow() throws Exception {
            close();
        }
    }

    private static final class Endless extends Closing {

        Endless(SerialLine line) {
            super(line);
        }

        @Override
        public AutoCloseable listen(Consumer<Token> sink) {
            sinks.add(sink);
            return () -> {};
        }
    }
}
