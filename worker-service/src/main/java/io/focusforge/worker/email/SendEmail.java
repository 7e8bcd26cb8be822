package io.focusforge.worker.email;

import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** {@code email.send}. A mail is for all its recipients or for none: when one of them is refused, nothing is sent. */
@ApplicationScoped
class SendEmail implements JobHandler<Email> {
    private static final Logger LOG = Logger.getLogger(SendEmail.class);
    private static final JobType<Email> TYPE = JobType.open(
            "email.send",
            Email.class,
            new JobType.Defaults(
                    "notify",
                    Priority.NORMAL,
                    12,
                    Duration.ofSeconds(60),
                    new RetryPolicy(Duration.ofSeconds(10), Duration.ofHours(3))));

    private final ReactiveMailer mailer;
    private final Letters letters;
    private final Optional<String> sender;
    private final EmailConfig config;
    private final Clock clock;

    SendEmail(
            ReactiveMailer mailer,
            Letters letters,
            @ConfigProperty(name = "quarkus.mailer.from") Optional<String> sender,
            EmailConfig config,
            Clock clock) {
        this.mailer = mailer;
        this.letters = letters;
        this.sender = sender;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public JobType<Email> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Email email) throws InterruptedException {
        if (sender.isEmpty()) {
            return JobResult.failed("email_not_configured", "This installation has no SMTP server to send mail by.");
        }
        return send(letters.write(context.job(), sender.get(), email), timeout(context));
    }

    private JobResult send(Mail mail, Duration timeout) throws InterruptedException {
        var sent = mailer.send(mail).subscribeAsCompletionStage();
        try {
            sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return JobResult.done();
        } catch (TimeoutException e) {
            sent.cancel(true);
            return JobResult.retry("email_timeout", "The SMTP server took longer than " + timeout.toSeconds() + " s.");
        } catch (InterruptedException e) {
            sent.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            LOG.debugf("A mail was not taken: %s", e.getCause().getClass());
            return SmtpVerdict.on(e.getCause());
        }
    }

    private Duration timeout(JobContext context) {
        var left = context.left(clock);
        return left.compareTo(config.timeout()) < 0 ? left : config.timeout();
    }
}
