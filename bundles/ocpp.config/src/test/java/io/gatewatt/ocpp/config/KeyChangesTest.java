// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.v16.ChangeConfiguration.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.util.promise.Promise;

class KeyChangesTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final Fixture fixture = new Fixture();
    private final Deque<Runnable> disk = new ArrayDeque<>();
    private final KeyChanges changes = new KeyChanges(loop, fixture::catalogue, fixture, disk::add);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "MeterValueSampleInterval | 5 | Accepted",
                "metervaluesampleinterval | 5 | Accepted",
                "MeterValueSampleInterval | 60 | Accepted",
                "MeterValueSampleInterval | -1 | Rejected",
                "MeterValueSampleInterval | +1 | Rejected",
                "MeterValueSampleInterval | ' 1' | Rejected",
                "MeterValueSampleInterval | '' | Rejected",
                "MeterValueSampleInterval | 0x1 | Rejected",
                "MeterValueSampleInterval | 2147483648 | Rejected",
                "HeartbeatInterval | 0 | Rejected",
                "LocalPreAuthorize | TRUE | Accepted",
                "LocalPreAuthorize | 1 | Rejected",
                "MeterValuesSampledData | '' | Accepted",
                "MeterValuesSampledData | Energy.Active.Import.Register, Voltage | Accepted",
                "MeterValuesSampledData | 'Voltage,' | Rejected",
                "MeterValuesSampledData | Frequency | Rejected",
                "GetConfigurationMaxKeys | 5 | Rejected",
                "NumberOfConnectors | 5 | Rejected",
                "CpoName | Gatewatt | RebootRequired",
                "Testing | true | NotSupported",
                "Station.connectors | 3 | NotSupported",
                "maxPages | 3 | NotSupported",
            })
    void answers(String key, String value, Status status) throws Exception {
        assertEquals(status, change(key, value).getValue());
        boolean good = status == Status.Accepted || status == Status.RebootRequired;
        assertEquals(good, !fixture.stored.isEmpty());
    }

    @Test
    void valuesAreStoredWithTheirTypeUnderTheCanonicalName() {
        change("heartbeatinterval", "020");
        change("LocalPreAuthorize", "True");
        change("MeterValuesSampledData", " Voltage ,Power.Active.Import");
        Map<String, Object> stored = fixture.stored.get("ocpp.core");
        assertEquals(20, stored.get("HeartbeatInterval"));
        assertEquals(true, stored.get("LocalPreAuthorize"));
        assertArrayEquals(
                new String[] {"Voltage", "Power.Active.Import"}, (Object[]) stored.get("MeterValuesSampledData"));
    }

    @Test
    void acceptedMeansInForce() throws Exception {
        fixture.applies = false;
        Promise<Status> answer = change("HeartbeatInterval", "20");
        assertFalse(answer.isDone());

        run(changes::look);
        assertFalse(answer.isDone());

        fixture.set("ocpp.core", "HeartbeatInterval", 20);
        run(changes::look);
        assertEquals(Status.Accepted, answer.getValue());
        loop.advance(KeyChanges.PATIENCE.plusSeconds(1));
        assertEquals(Status.Accepted, answer.getValue());
    }

    @Test
    void aValueThatDoesNotComeIntoForceNeedsAReboot() throws Exception {
        fixture.applies = false;
        Promise<Status> answer = change("HeartbeatInterval", "20");
        loop.advance(KeyChanges.PATIENCE.minus(Duration.ofMillis(1)));
        assertFalse(answer.isDone());
        loop.advance(Duration.ofMillis(1));
        assertEquals(Status.RebootRequired, answer.getValue());
    }

    @Test
    void changesWaitForEachOther() throws Exception {
        fixture.applies = false;
        Promise<Status> first = change("HeartbeatInterval", "20");
        Promise<Status> second = change("HeartbeatInterval", "30");
        assertEquals(20, fixture.stored.get("ocpp.core").get("HeartbeatInterval"));

        fixture.applies = true;
        fixture.set("ocpp.core", "HeartbeatInterval", 20);
        run(changes::look);
        assertEquals(Status.Accepted, first.getValue());
        assertEquals(Status.Accepted, second.getValue());
        assertEquals(30, fixture.stored.get("ocpp.core").get("HeartbeatInterval"));
    }

    @Test
    void aValueThatCannotBeStoredIsAnErrorAndTheNextChangeGoesOn() throws Exception {
        fixture.full = true;
        OcppException e = assertInstanceOf(
                OcppException.class, change("HeartbeatInterval", "20").getFailure());
        assertEquals(ErrorCode.InternalError, e.code());

        fixture.full = false;
        assertEquals(Status.Accepted, change("HeartbeatInterval", "20").getValue());
    }

    @Test
    void theLoopDoesNotWaitForTheDisk() {
        Promise<?>[] answer = new Promise<?>[1];
        loop.run(() -> answer[0] = changes.change("HeartbeatInterval", "20"));
        assertTrue(fixture.stored.isEmpty());
        assertFalse(answer[0].isDone());
        run(() -> {});
        assertTrue(answer[0].isDone());
    }

    @Test
    void theOwnerIsAskedAfterTheTypeOnly() {
        change("MeterValueSampleInterval", "x");
        change("GetConfigurationMaxKeys", "5");
        assertEquals(List.of(), fixture.checked);
        change("MeterValueSampleInterval", "5");
        assertEquals(List.of("MeterValueSampleInterval=5"), fixture.checked);
    }

    @Test
    void aKeyThatIsReadOnlyInThisStationIsRefused() throws Exception {
        fixture.fixed = true;
        assertEquals(Status.Rejected, change("LocalPreAuthorize", "true").getValue());
        assertTrue(fixture.stored.isEmpty());
    }

    private Promise<Status> change(String key, String value) {
        Promise<?>[] answer = new Promise<?>[1];
        run(() -> answer[0] = changes.change(key, value));
        @SuppressWarnings("unchecked")
        Promise<Status> typed = (Promise<Status>) answer[0];
        return typed;
    }

    /** The loop and, outside of it, the disk, until there is nothing to do. */
    private void run(Runnable task) {
        loop.run(task);
        while (!disk.isEmpty()) {
            disk.remove().run();
            loop.run();
        }
    }
}
