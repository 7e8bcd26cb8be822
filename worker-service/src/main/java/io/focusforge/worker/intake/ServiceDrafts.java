package io.focusforge.worker.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.common.job.JobRequest;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.handler.Handlers;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.handler.Payloads;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobError;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.job.JobsConfig;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Makes jobs out of what services ask for. That is always kept, since they have committed to it: a request that cannot run is stored as a dead
 * job, where it is seen, and can be retried by a worker that knows better.
 */
@ApplicationScoped
class ServiceDrafts {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final Handlers handlers;
    private final Payloads payloads;
    private final JobsConfig config;
    private final Clock clock;

    ServiceDrafts(Handlers handlers, Payloads payloads, JobsConfig config, Clock clock) {
        this.handlers = handlers;
        this.payloads = payloads;
        this.config = config;
        this.clock = clock;
    }

    /** A dead job shares nothing: a good one must not be taken for it. */
    Draft of(ServiceJob asked) throws JsonProcessingException {
        var job = job(asked.request());
        return new Draft(job, job.state() instanceof JobState.Dead ? null : asked.dedupe());
    }

    private Job job(JobRequest request) throws JsonProcessingException {
        if (!NAME.matcher(request.type()).matches()) {
            throw ProblemException.invalid("type", "takes 1 to 100 letters, digits, '.', '_' and '-'");
        }
        var payload = request.payload() == null ? payloads.empty() : request.payload();
        var type = handlers.type(request.type());
        var defaults = type.map(JobType::defaults).orElseGet(this::defaultsOfUnknown);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var start = request.runAt() == null || request.runAt().isBefore(now) ? now : request.runAt();
        var errors = type.map(known -> faults(known, request)).orElseGet(() -> unknown(request, now));
        return new Job(
                new JobKey(request.tenantId(), request.id()),
                request.user(),
                request.type(),
                isQueue(request.queue()) ? request.queue() : defaults.queue(),
                defaults.priority(),
                payloads.write(payload),
                errors.isEmpty() ? new JobState.Queued(start) : new JobState.Dead(now),
                start,
                0,
                attempts(request, defaults),
                errors,
                null,
                TraceContext.isValid(request.traceparent()) ? request.traceparent() : null,
                now,
                now,
                Terms.OF_TYPE);
    }

    private boolean isQueue(String name) {
        return name != null && config.queues().contains(name);
    }

    private List<JobError> faults(JobType<?> type, JobRequest request) {
        try {
            payloads.check(type, request.payload() == null ? payloads.empty() : request.payload());
            return List.of();
        } catch (ProblemException e) {
            return List.of(new JobError(0, clock.instant(), "invalid_payload", e.getMessage()));
        } catch (JsonProcessingException e) {
            return List.of(new JobError(0, clock.instant(), "invalid_payload", e.getOriginalMessage()));
        }
    }

    private List<JobError> unknown(JobRequest request, Instant now) {
        return List.of(new JobError(0, now, "unknown_type", "This worker has no handler for " + request.type() + "."));
    }

    private JobType.Defaults defaultsOfUnknown() {
        return new JobType.Defaults(new TreeSet<>(config.queues()).first(), Priority.NORMAL, 10, null, null);
    }

    private static int attempts(JobRequest request, JobType.Defaults defaults) {
        return request.maxAttempts() == null ? defaults.maxAttempts() : Math.clamp(request.maxAttempts(), 1, 1000);
    }
}
