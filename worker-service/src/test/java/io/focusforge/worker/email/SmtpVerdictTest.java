package io.focusforge.worker.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.worker.job.JobResult;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpVerdictTest {
    @ParameterizedTest
    @CsvSource({
        "421, retry, email_deferred",
        "450, retry, email_deferred",
        "535, retry, email_not_authorized",
        "530, retry, email_not_authorized",
        "550, failed, email_refused",
        "554, failed, email_refused"
    })
    void goesByTheCodeOfTheServer(int code, String outcome, String error) {
        var result = SmtpVerdict.on(new SMTPException("no", code, List.of(code + " secret"), false));
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.toString()).contains(error).doesNotContain("secret");
    }

    @Test
    void triesAgainWithoutAConnection() {
        assertThat(SmtpVerdict.on(new ConnectException("localhost/127.0.0.1:25")))
                .isInstanceOf(JobResult.Retry.class)
                .asString()
                .doesNotContain("127.0.0.1");
    }

    @Test
    void findsTheDomainOfTheSender() {
        assertThat(Letters.domain("no-reply@example.com")).isEqualTo("example.com");
        assertThat(Letters.domain("\"A @ B\" <no-reply@example.com>")).isEqualTo("example.com");
    }
}
