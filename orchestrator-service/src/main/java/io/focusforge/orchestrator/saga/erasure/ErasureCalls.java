package io.focusforge.orchestrator.saga.erasure;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.saga.SagaWork;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** Asks memory-service to carry an erasure on. */
@ApplicationScoped
class ErasureCalls {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final String AWAY = "memory_unavailable";

    private final ServiceClient client;
    private final ObjectMapper json;

    ErasureCalls(ServiceClient client, ObjectMapper json) {
        this.client = client;
        this.json = json;
    }

    @RegisterForReflection
    record Progress(int stepsDone) {}

    /** One bounded step. @return how many of all steps are done; all of them, and more, once the receipt is written */
    int stepsDone(SagaWork work) throws InterruptedException {
        var path = "/internal/erasures/" + work.saga().id() + "/steps";
        var caller = work.context().caller();
        try {
            return read(work.context()
                    .await(client.send(ServiceCall.post(Service.MEMORY, path, caller, Buffer.buffer("{}"), TIMEOUT))));
        } catch (ExecutionException | IOException e) {
            throw new RunFailure(AWAY, "memory-service gave no answer.", true);
        }
    }

    private int read(ServiceAnswer answer) throws IOException {
        if (answer.status() == NO_CONTENT) {
            return Integer.MAX_VALUE;
        }
        if (answer.status() == NOT_FOUND) {
            throw new RunFailure("not_found", "memory-service knows no such erasure.", false);
        }
        if (!answer.isSuccess()) {
            throw new RunFailure(AWAY, "memory-service answered %d.".formatted(answer.status()), true);
        }
        return json.readValue(answer.body().getBytes(), Progress.class).stepsDone();
    }
}
