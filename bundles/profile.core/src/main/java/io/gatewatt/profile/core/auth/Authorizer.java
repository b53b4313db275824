// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.auth;

import io.gatewatt.loop.Loop;
import io.gatewatt.ocpp.CentralSystem;
import io.gatewatt.ocpp.NoAnswerException;
import io.gatewatt.ocpp.v16.AuthorizationStatus;
import io.gatewatt.ocpp.v16.Authorize;
import io.gatewatt.ocpp.v16.IdTagInfo;
import io.gatewatt.profile.core.boot.Acceptance;
import io.gatewatt.profile.core.keys.Settings;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StartPolicy;
import io.gatewatt.station.Station;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;

/** The last word on a tag: asks the central system; when it cannot be asked, the rules for offline use decide. */
@Component(property = "service.ranking:Integer=0")
public final class Authorizer implements StartPolicy {

    /** Longest idTag there is on the wire. */
    private static final int LONGEST = 20;

    private final Loop loop;
    private final Settings settings;
    private final CentralSystem central;
    private final Station station;
    private final Learning learning;
    private final Acceptance acceptance;

    /** With all it needs. */
    @Activate
    public Authorizer(
            @Reference Loop loop,
            @Reference Settings settings,
            @Reference CentralSystem central,
            @Reference Station station,
            @Reference Learning learning) {
        this.loop = loop;
        this.settings = settings;
        this.central = central;
        this.station = station;
        this.learning = learning;
        this.acceptance = new Acceptance(loop);
    }

    @Override
    public Promise<Verdict> judge(Optional<Integer> connector, IdToken token) {
        // As schemas count: characters, not UTF-16 units.
        int length = token.value().codePointCount(0, token.value().length());
        if (length > LONGEST) {
            return loop.promises()
                    .resolved(new Verdict.Refuse(
                            "a tag may have at most " + LONGEST + " characters, this one has " + length));
        }
        if (!central.link().online()) {
            return loop.promises().resolved(offline(token));
        }
        return central.call(Authorize.ACTION, new Authorize.Request(token.value()))
                .map(answer -> verdict(token, answer.idTagInfo()))
                .recover(failed -> failed.getFailure() instanceof NoAnswerException
                        ? offline(token)
                        : new Verdict.Refuse("the central system could not authorise the tag: "
                                + failed.getFailure().getMessage()));
    }

    private Verdict verdict(IdToken token, IdTagInfo info) {
        learning.learn(token, info);
        return info.status() == AuthorizationStatus.Accepted
                ? new Verdict.Accept(Optional.ofNullable(info.parentIdTag()).map(IdToken::new), Optional.empty())
                : new Verdict.Refuse("the central system says " + info.status());
    }

    private Verdict offline(IdToken token) {
        return OfflineRule.judge(
                settings.core(),
                station.known(token),
                acceptance.ever(central.link()),
                loop.clock().instant());
    }
}
