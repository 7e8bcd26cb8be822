package io.focusforge.worker.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.common.objects.ObjectStoreException;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.worker.handler.ChildrenSource;
import io.focusforge.worker.handler.Handlers;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.job.ClaimedJob;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.payload.LargePayloads;
import io.focusforge.worker.progress.Reports;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Calls the handler of a job and makes a result of whatever it does. */
@ApplicationScoped
class Execution {
    private static final Logger LOG = Logger.getLogger(Execution.class);

    private final Handlers handlers;
    private final LargePayloads payloads;
    private final ChildrenSource children;
    private final Reports reports;

    Execution(Handlers handlers, LargePayloads payloads, ChildrenSource children, Reports reports) {
        this.handlers = handlers;
        this.payloads = payloads;
        this.children = children;
        this.reports = reports;
    }

    JobResult run(ClaimedJob job, Instant deadline) {
        var trace = TraceContext.continueOrStart(job.traceparent());
        trace.enter();
        MDC.put(TraceContext.TENANT, job.key().tenant().toString());
        var attempt = job.state().attempt();
        try (var report = reports.open(job.key(), job.fence(), attempt)) {
            var context = new JobContext(
                    job.key(),
                    job.user(),
                    attempt,
                    job.state().maxAttempts(),
                    job.createdAt(),
                    deadline,
                    trace.traceparent(),
                    children.of(job.key()),
                    report);
            return handlers.find(job.type())
                    .map(handler -> call(handler, context, job))
                    .orElseGet(() ->
                            JobResult.retry("unknown_type", "This worker has no handler for the type of the job."));
        }
    }

    private <I> JobResult call(JobHandler<I> handler, JobContext context, ClaimedJob job) {
        try {
            return handler.handle(context, payloads.read(handler.type(), job.key(), job.payload()));
        } catch (InterruptedException e) {
            return interrupted();
        } catch (ObjectStoreException e) {
            LOG.warnf(e, "Job %s cannot use the object store", job.key().id());
            return JobResult.retry("object_store_unavailable", "The object store could not be used.");
        } catch (JsonProcessingException | ProblemException e) {
            return JobResult.failed("invalid_payload", "The payload does not fit the type of the job any more.");
        } catch (RuntimeException | Error e) {
            if (Thread.currentThread().isInterrupted()) {
                return interrupted();
            }
            LOG.errorf(e, "Job %s (%s) failed unexpectedly", job.key().id(), job.type());
            return JobResult.retry("internal_error", "Something went wrong on our side; see the log of the trace.");
        }
    }

    private static JobResult interrupted() {
        Thread.currentThread().interrupt();
        return JobResult.retry("interrupted", "The attempt was interrupted.");
    }
}
