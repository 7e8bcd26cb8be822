package io.focusforge.worker.email;

import io.focusforge.worker.job.JobResult;
import io.vertx.ext.mail.SMTPException;
import java.util.Set;

/** What a failure of the SMTP server means for the job. Of its answer only the code is shown. */
final class SmtpVerdict {
    /** The server does not know us, or not any more: that is about our settings, and not about the mail. */
    private static final Set<Integer> OUR_FAULT = Set.of(530, 534, 535, 538);

    private SmtpVerdict() {}

    static JobResult on(Throwable failure) {
        return switch (failure) {
            case SMTPException refusal
            when OUR_FAULT.contains(refusal.getReplyCode()) ->
                JobResult.retry(
                        "email_not_authorized", "The SMTP server does not let us in (" + refusal.getReplyCode() + ").");
            case SMTPException refusal
            when refusal.isPermanent() ->
                JobResult.failed("email_refused", "The SMTP server refused the mail (" + refusal.getReplyCode() + ").");
            case SMTPException refusal ->
                JobResult.retry(
                        "email_deferred", "The SMTP server refused the mail for now (" + refusal.getReplyCode() + ").");
            default ->
                JobResult.retry(
                        "email_server_unreachable",
                        "No connection to the SMTP server, or it broke ("
                                + failure.getClass().getSimpleName() + ").");
        };
    }
}
