// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.loop.Row;
import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.ocpp.ErrorCode;
import io.gatewatt.ocpp.OcppException;
import io.gatewatt.ocpp.v16.AuthorizationStatus;
import io.gatewatt.ocpp.v16.Authorize;
import io.gatewatt.ocpp.v16.ClearCache;
import io.gatewatt.ocpp.v16.IdTagInfo;
import io.gatewatt.profile.core.FakeCentralSystem;
import io.gatewatt.profile.core.FakeSettings;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StartPolicy;
import io.gatewatt.station.StartPolicy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationTest {

    private static final IdToken TAG = new IdToken("T1");

    private VirtualLoop loop = new VirtualLoop();
    private final FakeSettings settings = new FakeSettings();
    private FakeCentralSystem central = new FakeCentralSystem(loop);
    private AuthorizationCache cache = new AuthorizationCache(loop, settings);

    private void wasAcceptedOnce() {
        loop.run(() ->
                loop.store().table("core_boot").put("accepted", Row.empty().with("at", loop.now())));
    }

    private void online(AuthorizationStatus answer) {
        central.online();
        central.answer(Authorize.ACTION, request -> new Authorize.Confirmation(new IdTagInfo(answer, null, "P")));
    }

    private void learn(String tag, AuthorizationStatus status, Instant expiry) {
        loop.run(() -> cache.learn(new IdToken(tag), new IdTagInfo(status, expiry, null)));
    }

    /** The first opinion, as the station would ask. */
    private String judged(IdToken token) {
        List<StartPolicy> policies = List.of(
                new CachePolicy(loop, settings, central, cache), new Authorizer(loop, settings, central, cache));
        for (StartPolicy policy : policies) {
            List<Verdict> verdicts = new ArrayList<>();
            loop.run(() -> policy.judge(Optional.of(1), token).onSuccess(verdicts::add));
            Verdict verdict = verdicts.get(0);
            if (verdict instanceof Verdict.Accept accept) {
                return "accept" + accept.group().map(g -> " " + g.value()).orElse("");
            } else if (verdict instanceof Verdict.Refuse) {
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

    @ParameterizedTest
    @CsvSource({
        // pre-authorise, cache on, known as, expiry s from now, asked
        "true,  true,  Accepted, 60, 0",
        "true,  true,  Accepted, 0,  1",
        "true,  true,  Accepted, ,   0",
        "true,  true,  Blocked,  ,   1",
        "true,  true,  ,         ,   1",
        "true,  false, Accepted, ,   1",
        "false, true,  Accepted, ,   1"
    })
    void theCacheAnswersOnline(
            boolean preAuthorize, boolean enabled, AuthorizationStatus known, Long expiry, int asked) {
        online(AuthorizationStatus.Accepted);
        if (known != null) {
            learn("t1", known, expiry == null ? null : loop.now().plusSeconds(expiry));
        }
        settings.set("LocalPreAuthorize", preAuthorize).set("AuthorizationCacheEnabled", enabled);
        assertTrue(judged(TAG).startsWith("accept"));
        assertEquals(asked, asked());
    }

    @ParameterizedTest
    @CsvSource({
        // ever accepted, offline allowed, unknown allowed, known as, verdict
        "true,  true,  false, Accepted, accept",
        "true,  true,  false, Blocked,  refuse",
        "true,  true,  true,  Blocked,  refuse",
        "true,  true,  false, ,         refuse",
        "true,  true,  true,  ,         accept",
        "true,  false, true,  Accepted, refuse",
        "false, true,  true,  Accepted, refuse"
    })
    void offline(boolean trusted, boolean allowed, boolean unknown, AuthorizationStatus known, String verdict) {
        if (trusted) {
            wasAcceptedOnce();
        }
        if (known != null) {
            learn("T1", known, null);
        }
        settings.set("LocalAuthorizeOffline", allowed).set("AllowOfflineTxForUnknownId", unknown);
        assertEquals(verdict, judged(TAG));
    }

    @Test
    void aConnectionLostWhileAskingCountsAsOffline() {
        central.online();
        learn("T1", AuthorizationStatus.Accepted, null);
        List<Verdict> verdicts = new ArrayList<>();
        loop.run(() -> new Authorizer(loop, settings, central, cache)
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
        cache = new AuthorizationCache(loop, settings);
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
