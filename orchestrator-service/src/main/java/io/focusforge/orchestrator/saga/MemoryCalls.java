package io.focusforge.orchestrator.saga;

import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.orchestrator.run.RunFailure;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** Asks memory-service for a part of a step. */
@ApplicationScoped
public class MemoryCalls {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final String AWAY = "memory_unavailable";

    private final ServiceClient client;

    MemoryCalls(ServiceClient client) {
        this.client = client;
    }

    /** @return an answer of success; what is not there, or cannot be, is a failure for good, and all else is tried again */
    public ServiceAnswer post(SagaWork work, String path) throws InterruptedException {
        var call = ServiceCall.post(Service.MEMORY, path, work.context().caller(), Buffer.buffer("{}"), TIMEOUT);
        try {
            return checked(work.context().await(client.send(call)));
        } catch (ExecutionException e) {
            throw new RunFailure(AWAY, "memory-service gave no answer.", true);
        }
    }

    private static ServiceAnswer checked(ServiceAnswer answer) {
        return switch (answer.status()) {
            case NOT_FOUND -> throw new RunFailure("not_found", "memory-service knows nothing of it.", false);
            case CONFLICT -> throw new RunFailure("conflict", "Something else is there by now.", false);
            default -> {
                if (!answer.isSuccess()) {
                    throw new RunFailure(AWAY, "memory-service answered %d.".formatted(answer.status()), true);
                }
                yield answer;
            }
        };
    }
}
