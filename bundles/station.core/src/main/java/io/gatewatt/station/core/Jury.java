// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.station.core;

import io.gatewatt.loop.Loop;
import io.gatewatt.station.IdToken;
import io.gatewatt.station.StartPolicy;
import io.gatewatt.station.StartPolicy.Verdict;
import java.util.Iterator;
import java.util.Optional;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the start policies one after the other for their opinion; the first counts. Only on the loop. */
final class Jury {

    private static final Logger LOG = LoggerFactory.getLogger(Jury.class);

    private final Loop loop;
    private final Ranked<StartPolicy> policies;

    Jury(Loop loop, Ranked<StartPolicy> policies) {
        this.loop = loop;
        this.policies = policies;
    }

    /** The verdict, never without an opinion; the promise does not fail. */
    Promise<Verdict> judge(Optional<Integer> connector, IdToken token) {
        return ask(policies.all().iterator(), connector, token);
    }

    private Promise<Verdict> ask(Iterator<StartPolicy> rest, Optional<Integer> connector, IdToken token) {
        if (!rest.hasNext()) {
            return loop.promises().resolved(new Verdict.Refuse("nobody could say whether this tag may charge"));
        }
        StartPolicy policy = rest.next();
        Deferred<Verdict> opinion = loop.promises().deferred();
        try {
            opinion.resolveWith(policy.judge(connector, token));
        } catch (RuntimeException e) {
            opinion.fail(e);
        }
        return opinion.getPromise()
                .timeout(Timing.JUDGEMENT.toMillis())
                .recover(failed -> {
                    LOG.warn("{} gave no opinion: {}", policy, String.valueOf(failed.getFailure()));
                    return new Verdict.NoOpinion();
                })
                .flatMap(verdict -> verdict instanceof Verdict.NoOpinion
                        ? ask(rest, connector, token)
                        : loop.promises().resolved(verdict));
    }
}
