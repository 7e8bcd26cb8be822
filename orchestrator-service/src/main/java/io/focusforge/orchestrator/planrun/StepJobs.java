package io.focusforge.orchestrator.planrun;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.plan.Execution.Spent;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.runstore.RunState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** The worker's jobs that do steps, asked for and about on behalf of who executes the plan. What cannot be asked now is under way. */
@ApplicationScoped
class StepJobs {
    private static final Logger LOG = Logger.getLogger(StepJobs.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LONGEST_RESULT = 16 * 1024;
    private static final int GONE = 404;
    private static final int SERVER_FAULT = 500;
    private static final List<Integer> LATER = List.of(401, 408, 409, 425, 429);
    /** A job is one call, whatever it does. */
    private static final int CALL = 1;

    private final ServiceClient client;
    private final ObjectMapper json;

    StepJobs(ServiceClient client, ObjectMapper json) {
        this.client = client;
        this.json = json;
    }

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Job(UUID id, String state, JsonNode result, List<Error> errors) {
        @RegisterForReflection
        @JsonIgnoreProperties(ignoreUnknown = true)
        record Error(String code) {}
    }

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Problem(String code) {}

    /** Has the worker take the job of a step, unless it has: the key sees to it that it takes it once. */
    SeenRuns.Seen look(Caller caller, PlanStep step) {
        var job = step.run().job();
        try {
            var answer = client.send(
                            job == null
                                    ? asking(caller, step)
                                    : ServiceCall.get(Service.WORKER, path(job), caller, TIMEOUT))
                    .join();
            return seen(job, answer);
        } catch (CompletionException | IOException e) {
            LOG.debugf("The worker cannot be asked for step %s: %s", step.id(), e);
            return underWay(job);
        }
    }

    /** What has ended stays as it is. */
    void cancel(Caller caller, UUID job) {
        var call = ServiceCall.post(Service.WORKER, path(job) + "/cancel", caller, Buffer.buffer("{}"), TIMEOUT);
        try {
            var unused = client.send(call).join();
        } catch (CompletionException e) {
            LOG.debugf("The worker was not told to cancel job %s, which is tried again: %s", job, e);
        }
    }

    private ServiceCall asking(Caller caller, PlanStep step) {
        var body = json.createObjectNode().put("type", step.job().type());
        body.set("payload", step.job().payload());
        if (step.job().queue() != null) {
            body.put("queue", step.job().queue());
        }
        return ServiceCall.post(Service.WORKER, "/api/v1/jobs", caller, Buffer.buffer(body.toString()), TIMEOUT)
                .withHeaders(Map.of(IdempotencyKey.HEADER, step.run().id().toString()));
    }

    private SeenRuns.Seen seen(UUID known, ServiceAnswer answer) throws IOException {
        if (answer.isSuccess()) {
            return seen(json.readValue(answer.body().getBytes(), Job.class));
        }
        if (answer.status() >= SERVER_FAULT || LATER.contains(answer.status())) {
            return underWay(known);
        }
        var code = answer.status() == GONE && known != null
                ? "job_gone"
                : json.readValue(answer.body().getBytes(), Problem.class).code();
        return new SeenRuns.Seen(RunState.FAILED, Spent.NOTHING, code == null ? "job_refused" : code, known, null);
    }

    private static SeenRuns.Seen seen(Job job) {
        var totals = job.result() == null ? null : job.result().path("totals");
        var spent = totals == null
                ? new Spent(CALL, 0, 0)
                : new Spent(
                        CALL,
                        totals.path("totalTokens").asLong(),
                        totals.path("costMicros").asLong());
        return switch (job.state()) {
            case "succeeded" -> new SeenRuns.Seen(RunState.SUCCEEDED, spent, null, job.id(), kept(job.result()));
            case "cancelled" -> new SeenRuns.Seen(RunState.CANCELLED, spent, "cancelled", job.id(), null);
            case "dead" -> new SeenRuns.Seen(RunState.FAILED, spent, error(job), job.id(), null);
            default -> underWay(job.id());
        };
    }

    private static SeenRuns.Seen underWay(UUID job) {
        return new SeenRuns.Seen(RunState.RUNNING, new Spent(CALL, 0, 0), null, job, null);
    }

    private static JsonNode kept(JsonNode result) {
        return result == null || result.toString().length() > LONGEST_RESULT ? null : result;
    }

    private static String error(Job job) {
        return job.errors() == null || job.errors().isEmpty()
                ? "job_failed"
                : job.errors().getLast().code();
    }

    private static String path(UUID job) {
        return "/api/v1/jobs/" + job;
    }
}
