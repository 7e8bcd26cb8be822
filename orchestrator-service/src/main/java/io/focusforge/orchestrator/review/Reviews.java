package io.focusforge.orchestrator.review;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.library.ChainLibrary;
import io.focusforge.orchestrator.run.NewRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Makes a run of a review: with the facts as they are now, so that it says the same whenever it goes on. */
@ApplicationScoped
class Reviews {
    private static final String KIND = "chain";

    private final FactStore facts;
    private final ChainLibrary library;
    private final ObjectMapper json;
    private final Clock clock;

    Reviews(FactStore facts, ChainLibrary library, ObjectMapper json, Clock clock) {
        this.facts = facts;
        this.library = library;
        this.json = json;
        this.clock = clock;
    }

    NewRun run(Caller who, ReviewRequest request) {
        var time = request.completed(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var chain = library.find(who.tenant(), ReviewRules.CHAIN, null).orElseThrow();
        var input = json.valueToTree(facts.read(who.tenant(), who.user(), time.from(), time.to()));
        return new NewRun(
                KIND,
                chain.reference(),
                chain.name(),
                input,
                who,
                null,
                TraceContext.current().traceparent());
    }
}
