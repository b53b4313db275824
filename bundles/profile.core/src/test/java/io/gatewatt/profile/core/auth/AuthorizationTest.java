// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.Row;
import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.RegistrationStatus;
import io.gatewatt.ocpp.v16.AuthorizationStatus;
import io.gatewatt.ocpp.v16.Authorize;
import io.gatewatt.ocpp.v16.ChargePointErrorCode;
import io.gatewatt.ocpp.v16.ChargePointStatus;
import io.gatewatt.ocpp.v16.ClearCache;
import io.gatewatt.ocpp.v16.IdTagInfo;
import io.gatewatt.ocpp.v16.StatusNotification;
import io.gatewatt.profile.core.FakeCentralSystem;
import io.gatewatt.profile.core.FakeSettings;
import io.gatewatt.profile.core.FakeStation;
import io.gatewatt.profile.core.status.ListConflict;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.KnownTokens.Known;
import io.gatewatt.station.StartPolicy;
import io.gatewatt.station.StartPolicy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationTest {

    private static final IdToken TAG = new IdToken("T1");

    private VirtualLoop loop = new VirtualLoop();
    private final FakeSettings settings = new FakeSettings();
    private FakeCentralSystem central = new FakeCentralSystem(loop);
    private AuthorizationCache cache;
    private FakeStation station;
    private Learning learning;
    private final Map<IdToken, Known> list = new HashMap<>();

    @BeforeEach
    void boot() {
        station = new FakeStation(loop);
        cache = new AuthorizationCache(loop, settings);
        learning = new Learning(loop, station, cache, new ListConflict(station, central));
        // As by ranking: the list comes first.
        station.knowledge.add(token -> Optional.ofNullable(list.get(token)));
        station.knowledge.add(cache);
        loop.run();
    }

    private void wasAcceptedOnce() {
        loop.run(() ->
                loop.store().table("core_boot").put("accepted", Row.empty().with("at", loop.now())));
    }

    private void online(AuthorizationStatus answer) {
        central.online();
        central.answer(Authorize.ACTION, request -> new Authorize.Confirmation(new IdTagInfo(answer, null, "P")));
    }

    private void learn(String tag, AuthorizationStatus status, Instant expiry) {
        learn(tag, new IdTagInfo(status, expiry, null));
    }

    private void learn(String tag, IdTagInfo info) {
        loop.run(() -> learning.learn(new IdToken(tag), info));
    }

    private void listed(String tag, boolean accepted, Instant expiry) {
        list.put(
                new IdToken(tag),
                new Known(
                        accepted,
                        accepted ? "Accepted" : "Blocked",
                        Optional.ofNullable(expiry),
                        Optional.of(new IdToken("G")),
                        true));
    }

    /** The reasons given. */
    private final List<String> why = new ArrayList<>();

    /** The first opinion, as the station would ask. */
    private String judged(IdToken token) {
        List<StartPolicy> policies = List.of(
                new KnownPolicy(loop, station, settings, central),
                new Authorizer(loop, settings, central, station, learning));
        for (StartPolicy policy : policies) {
            List<Verdict> verdicts = new ArrayList<>();
            loop.run(() -> policy.judge(Optional.of(1), token).onSuccess(verdicts::add));
            Verdict verdict = verdicts.get(0);
            if (verdict instanceof Verdict.Accept accept) {
                return "accept" + accept.group().map(g -> " " + g.value()).orElse("");
            } else if (verdict instanceof Verdict.Refuse refuse) {
                why.add(refuse.why());
                return "refuse";
            }
        }
        return "no opinion";
    }

    private int asked() {
        return central.called(Authorize.Request.class).size();
    }

    @ParameterizedTest
    @CsvSource({"Accepted, accept P", "Invalid, refuse", "Blocked, refuse", "Expired, refuse", "ConcurrentTx, refuse"})
    void onlineTheCentralSystemDecides(AuthorizationStatus status, String verdict) {
        online(status);
        assertEquals(verdict, judged(TAG));
        assertEquals(List.of(new Authorize.Request("T1")), central.calls);
    }

    @Test
    void aTagThatIsTooLongIsNotEvenAsked() {
        online(AuthorizationStatus.Accepted);
        assertEquals("refuse", judged(new IdToken("x".repeat(21))));
        assertEquals(0, asked());
    }

    @Test
    void anErrorIsARefusal() {
        central.online();
        central.answer(Authorize.ACTION, request -> new OcppException(ErrorCode.InternalError, "no"));
        assertEquals("refuse", judged(TAG));
    }

    /** What is known here of the tag. */
    private void known(String of) {
        Instant past = loop.now().minusSeconds(1);
        Instant future = loop.now().plusSeconds(60);
        switch (of) {
            case "nothing" -> {}
            case "cached" -> learn("t1", AuthorizationStatus.Accepted, null);
            case "cached until later" -> learn("t1", AuthorizationStatus.Accepted, future);
            case "cached until now" -> learn("t1", AuthorizationStatus.Accepted, loop.now());
            case "cached Blocked" -> learn("t1", AuthorizationStatus.Blocked, null);
            case "cached Expired" -> learn("t1", AuthorizationStatus.Expired, null);
            case "cached Invalid" -> learn("t1", AuthorizationStatus.Invalid, future);
            case "cached ConcurrentTx" -> learn("t1", AuthorizationStatus.ConcurrentTx, null);
            case "cached, cache off" -> {
                learn("t1", AuthorizationStatus.Accepted, null);
                settings.set("AuthorizationCacheEnabled", false);
            }
            case "listed" -> listed("t1", true, future);
            case "listed until then" -> listed("t1", true, past);
            case "listed Blocked" -> listed("t1", false, null);
            case "listed, cached Blocked" -> {
                learn("t1", AuthorizationStatus.Blocked, null);
                listed("t1", true, null);
            }
            case "listed Blocked, cached" -> {
                learn("t1", AuthorizationStatus.Accepted, null);
                listed("t1", false, null);
            }
            case "listed, cache off" -> {
                settings.set("AuthorizationCacheEnabled", false);
                listed("t1", true, null);
            }
            default -> throw new IllegalArgumentException(of);
        }
    }

    /**
     * Rule 33 in full: what is known here, and what comes of a card online with LocalPreAuthorize, online without, offline without
     * LocalAuthorizeOffline, with it, and with AllowOfflineTxForUnknownId besides. The other keys make no difference: all are tried.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nothing                | ask    | ask | refuse | refuse | accept
                    cached                 | accept | ask | refuse | accept | accept
                    cached until later     | accept | ask | refuse | accept | accept
                    cached until now       | ask    | ask | refuse | refuse | refuse
                    cached Blocked         | ask    | ask | refuse | refuse | refuse
                    cached Expired         | ask    | ask | refuse | refuse | refuse
                    cached Invalid         | ask    | ask | refuse | refuse | refuse
                    cached ConcurrentTx    | ask    | ask | refuse | refuse | refuse
                    cached, cache off      | ask    | ask | refuse | refuse | accept
                    listed                 | accept | ask | refuse | accept | accept
                    listed until then      | ask    | ask | refuse | refuse | refuse
                    listed Blocked         | ask    | ask | refuse | refuse | refuse
                    listed, cached Blocked | accept | ask | refuse | accept | accept
                    listed Blocked, cached | ask    | ask | refuse | refuse | refuse
                    listed, cache off      | accept | ask | refuse | accept | accept
                    """)
    void whoMayStart(
            String what, String online, String onlineAsking, String offlineNever, String offline, String offlineAll) {
        for (int keys = 0; keys < 8; keys++) {
            boolean pre = (keys & 1) != 0;
            boolean never = (keys & 2) != 0;
            boolean all = (keys & 4) != 0;
            assertEquals(pre ? online : onlineAsking, start(what, true, pre, !never, all), "online, keys " + keys);
            String expected = never ? offlineNever : all ? offlineAll : offline;
            assertEquals(expected, start(what, false, pre, !never, all), "offline, keys " + keys);
        }
    }

    /** What comes of the card on a new station that knows this. */
    private String start(String what, boolean connected, boolean pre, boolean localOffline, boolean unknownOffline) {
        loop = new VirtualLoop();
        central = new FakeCentralSystem(loop);
        list.clear();
        settings.set("AuthorizationCacheEnabled", true);
        boot();
        wasAcceptedOnce();
        known(what);
        settings.set("LocalPreAuthorize", pre)
                .set("LocalAuthorizeOffline", localOffline)
                .set("AllowOfflineTxForUnknownId", unknownOffline);
        if (connected) {
            online(AuthorizationStatus.Accepted);
        }
        String verdict = judged(TAG).split(" ")[0];
        assertTrue(asked() <= 1);
        assertTrue(connected || asked() == 0, "nobody is asked offline");
        return asked() == 1 ? "ask" : verdict;
    }

    @Test
    void aStationThatNobodyHasAcceptedServesNobodyOffline() {
        learn("T1", AuthorizationStatus.Accepted, null);
        settings.set("AllowOfflineTxForUnknownId", true);
        assertEquals("refuse", judged(TAG));
        assertEquals(List.of("the central system has not accepted this station yet"), why);
        for (RegistrationStatus now : List.of(RegistrationStatus.Pending, RegistrationStatus.Rejected)) {
            wasAcceptedOnce();
            loop.run(() -> central.registration(now));
            central.connected(true);
            assertEquals("refuse", judged(TAG), "X-B-13: " + now);
        }
        assertEquals(0, asked());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nothing          | true  | no connection to the central system, and the tag is unknown here
                    cached Blocked   | true  | no connection to the central system, and the tag was last known as Blocked
                    cached until now | true  | no connection to the central system, and the tag was last known as Expired
                    cached           | false | no connection to the central system, and LocalAuthorizeOffline is false
                    """)
    void refusalsSayWhy(String what, boolean localOffline, String words) {
        wasAcceptedOnce();
        known(what);
        settings.set("LocalAuthorizeOffline", localOffline);
        assertEquals("refuse", judged(TAG));
        assertEquals(List.of(words), why);
    }

    @Test
    void groupsComeFromListAndCache() {
        settings.set("LocalPreAuthorize", true);
        online(AuthorizationStatus.Accepted);
        listed("T1", true, null);
        assertEquals("accept G", judged(TAG));
        learn("T2", new IdTagInfo(AuthorizationStatus.Accepted, null, "P"));
        assertEquals("accept P", judged(new IdToken("T2")));
        central.connected(false);
        wasAcceptedOnce();
        assertEquals("accept P", judged(new IdToken("t2")));
        assertEquals(0, asked());
    }

    // ---------------------------------------------------------------- a list beside the cache

    @Test
    void aListedTagNeverEntersTheCache() {
        learn("T1", AuthorizationStatus.Accepted, null);
        listed("t1", true, null);
        learn("T1", AuthorizationStatus.Accepted, null);
        list.clear();
        loop.run(() -> assertFalse(cache.find(TAG).isPresent(), "not even what was known before"));
        assertTrue(loop.committed(AuthorizationCache.TABLE).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "true, Accepted, 0",
        "true, Invalid, 1",
        "true, Blocked, 1",
        "true, Expired, 1",
        "true, ConcurrentTx, 0",
        "false, Accepted, 1",
        "false, Invalid, 0",
        "false, ConcurrentTx, 0"
    })
    void aConflictWithTheListIsTold(boolean valid, AuthorizationStatus said, int told) {
        online(AuthorizationStatus.Accepted);
        listed("T1", valid, null);
        learn("T1", said, null);
        learn("t1", said, null);
        List<StatusNotification.Request> news = central.called(StatusNotification.Request.class);
        assertEquals(told, news.size(), "once, however often it is said");
        for (StatusNotification.Request one : news) {
            assertEquals(0, one.connectorId());
            assertEquals(ChargePointErrorCode.LocalListConflict, one.errorCode());
            assertEquals(ChargePointStatus.Available, one.status());
        }
    }

    @Test
    void aConflictThatCouldNotBeToldIsToldNextTime() {
        listed("T1", true, null);
        learn("T1", AuthorizationStatus.Invalid, null);
        online(AuthorizationStatus.Accepted);
        learn("T1", AuthorizationStatus.Invalid, null);
        assertEquals(1, central.called(StatusNotification.Request.class).size());
    }

    @Test
    void aCacheThatIsOffLearnsNothingAndKeepsWhatItHas() {
        learn("T1", AuthorizationStatus.Accepted, null);
        settings.set("AuthorizationCacheEnabled", false);
        learn("T1", AuthorizationStatus.Blocked, null);
        learn("T2", AuthorizationStatus.Accepted, null);
        listed("T1", true, null);
        learn("T1", AuthorizationStatus.Accepted, null);
        list.clear();
        settings.set("AuthorizationCacheEnabled", true);
        loop.run(() -> {
            assertEquals("Accepted", cache.find(TAG).orElseThrow().word());
            assertFalse(cache.find(new IdToken("T2")).isPresent());
        });
    }

    // ---------------------------------------------------------------- asking

    @Test
    void aConnectionLostWhileAskingCountsAsOffline() {
        central.online();
        learn("T1", AuthorizationStatus.Accepted, null);
        List<Verdict> verdicts = new ArrayList<>();
        loop.run(() -> new Authorizer(loop, settings, central, station, learning)
                .judge(Optional.of(1), TAG)
                .onSuccess(verdicts::add));
        assertEquals(1, asked());
        central.connected(false);
        assertTrue(verdicts.get(0) instanceof Verdict.Accept);
    }

    @Test
    void theCacheSurvivesAPowerCutAndForgetsOnDemand() {
        learn("T1", AuthorizationStatus.Accepted, null);
        loop = loop.crash();
        central = new FakeCentralSystem(loop);
        boot();
        loop.run(() -> assertTrue(cache.find(new IdToken("t1")).isPresent()));
        assertEquals(ClearCache.Status.Accepted, clear());
        loop.run(() -> assertFalse(cache.find(TAG).isPresent()));
        settings.set("AuthorizationCacheEnabled", false);
        assertEquals(ClearCache.Status.Rejected, clear());
    }

    private ClearCache.Status clear() {
        List<ClearCache.Status> status = new ArrayList<>();
        loop.run(() -> new ClearCacheHandler(loop, cache)
                .handle(new ClearCache.Request())
                .onSuccess(
                        reply -> status.add(reply.confirmation().orElseThrow().status())));
        return status.get(0);
    }

    @Test
    void aFullCacheForgetsTheExpiredAsNotValid() {
        for (int i = 0; i < AuthorizationCache.CAPACITY; i++) {
            learn("T" + i, AuthorizationStatus.Accepted, i == 7 ? loop.now().plusSeconds(60) : null);
        }
        loop.advance(Duration.ofMinutes(2));
        learn("T0", AuthorizationStatus.Accepted, null);
        learn("new1", AuthorizationStatus.Accepted, null);
        learn("T8", AuthorizationStatus.Blocked, null);
        learn("new2", AuthorizationStatus.Accepted, null);
        loop.run(() -> {
            assertTrue(cache.find(new IdToken("T0")).isPresent(), "learnt anew, so no longer the oldest");
            assertFalse(cache.find(new IdToken("T7")).isPresent(), "expired meanwhile");
            assertFalse(cache.find(new IdToken("T8")).isPresent(), "blocked meanwhile");
        });
    }

    @Test
    void aFullCacheForgetsTheNotValidFirstAndThenTheOldest() {
        for (int i = 0; i < AuthorizationCache.CAPACITY; i++) {
            learn("T" + i, i == 500 ? AuthorizationStatus.Blocked : AuthorizationStatus.Accepted, null);
            loop.advance(Duration.ofMillis(1));
        }
        learn("new1", AuthorizationStatus.Accepted, null);
        learn("new2", AuthorizationStatus.Accepted, null);
        loop.run(() -> {
            assertFalse(cache.find(new IdToken("T500")).isPresent());
            assertFalse(cache.find(new IdToken("T0")).isPresent());
            assertTrue(cache.find(new IdToken("T1")).isPresent());
        });
        assertEquals(
                AuthorizationCache.CAPACITY,
                loop.committed(AuthorizationCache.TABLE).size());
    }
}
