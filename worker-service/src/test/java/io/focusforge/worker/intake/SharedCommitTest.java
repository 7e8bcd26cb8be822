package io.focusforge.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.job.Job;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SharedCommitTest {
    @Test
    void saysThatAJobMayYetBeKeptWhenTheCommitDoesNotEnd() {
        var admission = new Stuck();
        var commit = new SharedCommit(admission, Duration.ofMillis(50));
        commit.start(null);
        try {
            assertThatThrownBy(() -> commit.accept(null)).isInstanceOfSatisfying(ProblemException.class, problem -> {
                assertThat(problem.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                assertThat(problem.retryAfter()).isPresent();
            });
        } finally {
            admission.end.countDown();
            commit.stop(null);
        }
    }

    /** Its server acknowledges nothing any more. */
    private static final class Stuck extends Admission {
        private final CountDownLatch end = new CountDownLatch(1);

        Stuck() {
            super(null, null, null, null, null, null);
        }

        @Override
        void together(Collection<Job> jobs) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
