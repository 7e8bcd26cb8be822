package io.focusforge.memory.documents;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** The jobs of documents at the worker, asked about in the name of their owner. A worker that is away is no failure. */
@ApplicationScoped
class Jobs {
    private static final Logger LOG = Logger.getLogger(Jobs.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int UNKNOWN = 404;
    private static final Set<String> SCOPES = Set.of(Scopes.JOBS_READ, Scopes.JOBS_WRITE);

    /** What is read of a job. {@code position} is absent when it does not wait. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Job(String state, Integer position, Double estimatedWaitSeconds) {
        boolean isOver() {
            return "dead".equals(state) || "cancelled".equals(state) || "succeeded".equals(state);
        }
    }

    /** What came of asking. */
    sealed interface Answer {
        record Found(Job job) implements Answer {}

        record Unknown() implements Answer {}

        record Away() implements Answer {}
    }

    private final ServiceClient client;
    private final ObjectMapper json;

    Jobs(ServiceClient client, ObjectMapper json) {
        this.client = client;
        this.json = json;
    }

    Answer find(Document document) {
        try {
            var path = path(document) + "?position=true";
            var answer = client.send(ServiceCall.get(Service.WORKER, path, owner(document), TIMEOUT))
                    .join();
            if (answer.isSuccess()) {
                return new Answer.Found(json.readValue(answer.body().getBytes(), Job.class));
            }
            return answer.status() == UNKNOWN ? new Answer.Unknown() : new Answer.Away();
        } catch (CompletionException | IOException e) {
            LOG.debugf("The worker cannot be asked: %s", e);
            return new Answer.Away();
        }
    }

    /** Where it waits, if it does. */
    Optional<Job> place(Document document) {
        return switch (find(document)) {
            case Answer.Found(var job) -> Optional.of(job).filter(found -> found.position() != null);
            case Answer.Unknown() -> Optional.empty();
            case Answer.Away() -> Optional.empty();
        };
    }

    /** Without waiting for it: a worker that does not hear of it notices when it reports next. */
    void cancel(Document document) {
        var unused = client.send(ServiceCall.post(
                        Service.WORKER, path(document) + "/cancel", owner(document), Buffer.buffer("{}"), TIMEOUT))
                .exceptionally(failure -> {
                    LOG.debugf("The worker was not told of a cancelled document: %s", failure);
                    return null;
                });
    }

    private static String path(Document document) {
        return "/api/v1/jobs/" + document.ingestion().job();
    }

    private static Caller owner(Document document) {
        return new Caller(document.key().tenant(), document.user(), SCOPES, null);
    }
}
