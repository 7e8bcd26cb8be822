package io.focusforge.worker.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.worker.job.JobResult;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoSenderTest {
    @Test
    void refusesForGoodWhenNoMailIsConfigured() throws InterruptedException {
        var handler = new SendEmail(null, null, Optional.empty(), null, Clock.systemUTC());
        assertThat(handler.handle(null, null))
                .isInstanceOfSatisfying(JobResult.Failed.class, failed -> assertThat(failed.code())
                        .isEqualTo("email_not_configured"));
    }
}
