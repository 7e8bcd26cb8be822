package io.focusforge.worker.upstream;

import io.focusforge.common.call.Service;
import io.focusforge.worker.http.HttpOutcome;
import io.focusforge.worker.job.JobResult;
import java.util.Set;

/** What an answer of another service means for the job. */
public final class Verdict {
    /** Refusals that may end by themselves: keys that are being changed, a first request still running, limits. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 408, 409, 412, 423, 425, 429);

    private Verdict() {}

    public static JobResult on(Service service, HttpOutcome outcome) {
        return switch (outcome) {
            case HttpOutcome.NoAnswer none ->
                JobResult.retry("upstream_unreachable", service.key() + "-service: " + none.reason() + ".");
            case HttpOutcome.Answer answer when answer.isSuccess() -> JobResult.done();
            case HttpOutcome.Answer answer
            when isFinal(answer.status()) -> JobResult.failed("upstream_refused", answered(service, answer));
            case HttpOutcome.Answer answer ->
                new JobResult.Retry("upstream_unavailable", answered(service, answer), answer.retryAfter());
        };
    }

    private static boolean isFinal(int status) {
        return status >= 300 && status < 500 && !PASSING.contains(status);
    }

    private static String answered(Service service, HttpOutcome.Answer answer) {
        return service.key() + "-service answered " + answer.status() + ".";
    }
}
