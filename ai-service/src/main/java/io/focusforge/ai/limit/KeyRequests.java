package io.focusforge.ai.limit;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Counts requests that came with their key straight to this service, and reserve nothing else with which they could be counted. It is one count
 * with that of the gateway, so that both entries together let through what a key may send.
 */
@Singleton
class KeyRequests {
    private final Counting counting;
    private final Clock clock;
    private final Counter refused;

    KeyRequests(Counting counting, Clock clock, MeterRegistry meters) {
        this.counting = counting;
        this.clock = clock;
        this.refused = meters.counter("focusforge_limit_refused", "scope", "key", "dimension", "requests");
    }

    /** @param refusal of a request too many */
    record Counted(List<Standing> standings, boolean local, Optional<ProblemException> refusal) {}

    /** @param caller with a request that is still to be counted */
    Future<Counted> count(Caller caller) {
        var request = Demand.of(caller.tenant(), List.of(Rule.issued(caller)), Estimate.NOTHING);
        return counting.reserve(request).map(done -> counted(done.verdict(), counting.isLocal(done)));
    }

    private Counted counted(Verdict verdict, boolean local) {
        if (!(verdict instanceof Verdict.Refused blocked)) {
            return new Counted(verdict.standings(), local, Optional.empty());
        }
        refused.increment();
        return new Counted(blocked.standings(), local, Optional.of(Refusals.exceeded(blocked, clock.instant())));
    }
}
