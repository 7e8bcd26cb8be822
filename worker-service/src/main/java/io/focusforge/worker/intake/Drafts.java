package io.focusforge.worker.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.worker.dedupe.Dedupe;
import io.focusforge.worker.dedupe.DedupeMode;
import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.handler.Handlers;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.handler.Payloads;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.job.JobsConfig;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.job.Terms;
import io.focusforge.worker.payload.LargePayloads;
import io.focusforge.worker.terms.Retry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Makes jobs out of what clients ask for, which is refused when it cannot run. */
@ApplicationScoped
public class Drafts {
    private final Handlers handlers;
    private final Payloads payloads;
    private final LargePayloads large;
    private final JobsConfig config;
    private final Clock clock;

    Drafts(Handlers handlers, Payloads payloads, LargePayloads large, JobsConfig config, Clock clock) {
        this.handlers = handlers;
        this.payloads = payloads;
        this.large = large;
        this.config = config;
        this.clock = clock;
    }

    public Draft of(Caller caller, CreateJob request) throws JsonProcessingException {
        var type = publicType(request.type());
        handlers.requireScopes(caller, type);
        var payload = payload(caller, type, request);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var start = request.times().start(now);
        var job = new Job(
                new JobKey(caller.tenant(), Ids.next()),
                caller.user(),
                type.name(),
                queue(request.queue(), type.defaults()),
                Objects.requireNonNullElse(request.priority(), type.defaults().priority()),
                payload,
                new JobState.Queued(start),
                start,
                0,
                attempts(request, type.defaults()),
                List.of(),
                null,
                TraceContext.current().traceparent(),
                now,
                now,
                terms(request, type.defaults(), now, start));
        return new Draft(job, dedupe(request));
    }

    /** As it is stored. */
    private String payload(Caller caller, JobType<?> type, CreateJob request) throws JsonProcessingException {
        if (request.payloadRef() != null && request.payload() != null) {
            throw ProblemException.invalid("payloadRef", "cannot be given together with payload");
        }
        if (request.payloadRef() != null) {
            return large.check(caller, type, request.payloadRef());
        }
        if (request.payload() == null) {
            throw ProblemException.invalid(Payloads.FIELD, "must not be null");
        }
        var text = payloads.write(request.payload());
        payloads.check(caller, type, request.payload());
        return text;
    }

    private JobType<?> publicType(String name) {
        return handlers.type(name)
                .filter(JobType::publicType)
                .orElseThrow(() -> ProblemException.invalid(
                        "type", "is not one of the known types: " + String.join(", ", handlers.publicTypes())));
    }

    private String queue(String asked, JobType.Defaults defaults) {
        if (asked != null && !config.queues().contains(asked)) {
            throw ProblemException.invalid(
                    "queue", "is not one of the queues: " + String.join(", ", new TreeSet<>(config.queues())));
        }
        return asked == null ? defaults.queue() : asked;
    }

    private static int attempts(CreateJob request, JobType.Defaults defaults) {
        var ofRetry = request.retry() == null ? null : request.retry().attempts();
        if (ofRetry != null && request.maxAttempts() != null) {
            throw ProblemException.invalid("retry.attempts", "cannot be given together with maxAttempts");
        }
        var asked = ofRetry == null ? request.maxAttempts() : ofRetry;
        return asked == null ? defaults.maxAttempts() : asked;
    }

    private static Terms terms(CreateJob request, JobType.Defaults defaults, Instant now, Instant start) {
        return new Terms(
                Objects.requireNonNullElse(request.priorityRank(), Terms.MIDDLE),
                request.timeout(),
                backoff(request.retry(), defaults),
                request.times().end(now, start));
    }

    private static RetryPolicy backoff(Retry retry, JobType.Defaults defaults) {
        return retry == null ? null : retry.backoff(defaults.backoff());
    }

    private static Dedupe dedupe(CreateJob request) {
        var dedupe = request.dedupe();
        if (dedupe != null
                && dedupe.mode() == DedupeMode.DEBOUNCE
                && !request.times().isLater()) {
            throw ProblemException.invalid("dedupe.mode", "debounce needs a delay or runAt to put the job off to");
        }
        return dedupe;
    }
}
