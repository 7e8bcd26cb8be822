package io.focusforge.worker.memory;

import io.focusforge.common.call.Service;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.http.HttpOutcome;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.upstream.ServiceCalls;
import io.focusforge.worker.upstream.Verdict;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Asks memory-service for one short step after the other, until it says that there is no more. How far it has come is kept there, so
 * whoever asks next, after whatever has happened, goes on from there.
 */
@ApplicationScoped
public class StepByStep {
    private static final int MORE = 202;
    private static final int GONE = 404;

    private final ServiceCalls services;

    StepByStep(ServiceCalls services) {
        this.services = services;
    }

    public JobResult run(JobContext context, String path, String body) throws InterruptedException {
        var message = ServiceCalls.Message.internal(Service.MEMORY, path, body);
        HttpOutcome outcome;
        do {
            outcome = services.post(context, message);
        } while (outcome.is(MORE));
        return outcome.is(GONE) ? JobResult.done() : Verdict.on(Service.MEMORY, outcome);
    }
}
