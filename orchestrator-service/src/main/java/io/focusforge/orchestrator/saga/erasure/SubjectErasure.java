package io.focusforge.orchestrator.saga.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.saga.SagaKind;
import io.focusforge.orchestrator.saga.SagaStep;
import io.focusforge.orchestrator.saga.SagaWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps in the order in which memory-service goes through the services: each of them twice, because what was under way during the first
 * round may have left something behind. What is erased cannot be brought back, so there is no way back: an erasure that cannot go on is
 * stuck. It is tried for weeks before, because one that was promised must not end because a service was away.
 */
class SubjectErasure {
    static final String KIND = "subject-erasure";
    private static final List<String> SERVICES = List.of("gateway", "worker", "orchestrator", "memory", "ai");
    private static final SagaStep.Tries TRIES =
            new SagaStep.Tries(Duration.ofMinutes(10), 200, Duration.ofSeconds(1), Duration.ofMinutes(30));
    private static final Duration TIMEOUT = Duration.ofDays(28);

    @Produces
    @Singleton
    SagaKind kind(ErasureCalls calls) {
        var steps = new ArrayList<SagaStep>();
        for (var again : List.of("", "-again")) {
            for (var service : SERVICES) {
                steps.add(step(calls, service + again, steps.size()));
            }
        }
        steps.add(step(calls, "receipt", steps.size()));
        return SagaKind.oneWay(KIND, TIMEOUT, steps);
    }

    private static SagaStep step(ErasureCalls calls, String name, int position) {
        return new SagaStep(name, TRIES, work -> erase(calls, work, position), Optional.empty());
    }

    /** As often as it takes: each call is short, and leaves less. */
    private static JsonNode erase(ErasureCalls calls, SagaWork work, int position) throws InterruptedException {
        while (calls.stepsDone(work) <= position) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return null;
    }
}
