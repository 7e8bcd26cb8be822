package io.focusforge.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JobStateTest {
    private static final Instant NOW = Instant.parse("2026-11-05T17:00:00Z");
    private static final RetryPolicy POLICY = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(8));
    private static final JobResult RETRY = JobResult.retry("away", "It is away.");

    private static JobState end(int attempt, JobResult result) {
        return new JobState.Running(attempt, 3, NOW).end(result, POLICY, NOW, new Random(1));
    }

    @Test
    void succeedsWhenDone() {
        assertThat(end(1, JobResult.done())).isEqualTo(new JobState.Succeeded(NOW));
    }

    @Test
    void queuesAgainAfterAFailureWithAttemptsLeft() {
        assertThat(end(2, RETRY)).isInstanceOfSatisfying(JobState.Queued.class, queued -> assertThat(queued.runAt())
                .isBetween(NOW, NOW.plusSeconds(2)));
    }

    @Test
    void diesAfterTheLastAttempt() {
        assertThat(end(3, RETRY)).isEqualTo(new JobState.Dead(NOW));
    }

    @Test
    void diesAtOnceWhenNotWorthARetry() {
        assertThat(end(1, JobResult.failed("gone", "It is gone."))).isEqualTo(new JobState.Dead(NOW));
    }

    @Test
    void waitsAsLongAsTheOtherSideAsked() {
        assertThat(end(1, new JobResult.Retry("away", "It is away.", Duration.ofMinutes(5))))
                .isEqualTo(new JobState.Queued(NOW.plus(Duration.ofMinutes(5))));
    }

    @Test
    void cancelsWhatHasNotEnded() {
        assertThat(new JobState.Waiting().cancel(NOW)).contains(new JobState.Cancelled(NOW));
        assertThat(new JobState.Queued(NOW).cancel(NOW)).contains(new JobState.Cancelled(NOW));
        assertThat(new JobState.Dispatched().cancel(NOW)).contains(new JobState.Cancelled(NOW));
        assertThat(new JobState.Running(1, 3, NOW).cancel(NOW)).contains(new JobState.Cancelled(NOW));
        assertThat(new JobState.Succeeded(NOW).cancel(NOW)).isEmpty();
        assertThat(new JobState.Dead(NOW).cancel(NOW)).isEmpty();
        assertThat(new JobState.Cancelled(NOW).cancel(NOW)).isEmpty();
    }

    @Test
    void retriesOnlyWhatEndedWithoutSuccess() {
        assertThat(new JobState.Dead(NOW).retry(NOW)).contains(new JobState.Queued(NOW));
        assertThat(new JobState.Cancelled(NOW).retry(NOW)).contains(new JobState.Queued(NOW));
        assertThat(new JobState.Succeeded(NOW).retry(NOW)).isEmpty();
        assertThat(new JobState.Waiting().retry(NOW)).isEmpty();
        assertThat(new JobState.Queued(NOW).retry(NOW)).isEmpty();
        assertThat(new JobState.Dispatched().retry(NOW)).isEmpty();
        assertThat(new JobState.Running(1, 3, NOW).retry(NOW)).isEmpty();
    }

    @Test
    void promotesOnlyWhatWaitsForALaterTime() {
        assertThat(new JobState.Queued(NOW.plusSeconds(1)).promote(NOW)).contains(new JobState.Queued(NOW));
        assertThat(new JobState.Queued(NOW).promote(NOW)).isEmpty();
        assertThat(new JobState.Dispatched().promote(NOW)).isEmpty();
        assertThat(new JobState.Running(1, 3, NOW.plusSeconds(1)).promote(NOW)).isEmpty();
        assertThat(new JobState.Dead(NOW.plusSeconds(1)).promote(NOW)).isEmpty();
    }
}
