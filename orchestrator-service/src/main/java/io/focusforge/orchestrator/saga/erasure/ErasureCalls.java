package io.focusforge.orchestrator.saga.erasure;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.saga.MemoryCalls;
import io.focusforge.orchestrator.saga.SagaWork;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Asks memory-service to carry an erasure on. */
@ApplicationScoped
class ErasureCalls {
    private static final int NO_CONTENT = 204;

    private final MemoryCalls memory;
    private final ObjectMapper json;

    ErasureCalls(MemoryCalls memory, ObjectMapper json) {
        this.memory = memory;
        this.json = json;
    }

    @RegisterForReflection
    record Progress(int stepsDone) {}

    /** One bounded step. @return how many of all steps are done; all of them, and more, once the receipt is written */
    int stepsDone(SagaWork work) throws InterruptedException {
        var answer = memory.post(work, "/internal/erasures/" + work.saga().id() + "/steps");
        try {
            return answer.status() == NO_CONTENT
                    ? Integer.MAX_VALUE
                    : json.readValue(answer.body().getBytes(), Progress.class).stepsDone();
        } catch (IOException e) {
            throw new RunFailure("memory_unavailable", "memory-service gave no answer that can be read.", true);
        }
    }
}
