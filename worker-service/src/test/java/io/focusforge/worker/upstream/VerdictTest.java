package io.focusforge.worker.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.call.Service;
import io.focusforge.worker.http.HttpOutcome;
import io.focusforge.worker.job.JobResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
    private static JobResult on(int status) {
        return Verdict.on(Service.MEMORY, new HttpOutcome.Answer(status, Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void takesSuccessForDone(int status) {
        assertThat(on(status)).isEqualTo(JobResult.done());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 409, 429, 500, 502, 503, 504})
    void triesAgainWhatMayPass(int status) {
        assertThat(on(status)).isInstanceOfSatisfying(JobResult.Retry.class, retry -> assertThat(retry.atLeast())
                .isEqualTo(Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 404, 413, 415, 422})
    void givesUpOnWhatWillNot(int status) {
        assertThat(on(status)).isInstanceOf(JobResult.Failed.class);
    }

    @Test
    void triesAgainWithoutAnAnswer() {
        assertThat(Verdict.on(Service.MEMORY, new HttpOutcome.NoAnswer("No answer within 1 s")))
                .isEqualTo(JobResult.retry("upstream_unreachable", "memory-service: No answer within 1 s."));
    }
}
