package io.focusforge.ai.provider;

import io.focusforge.ai.breaker.Verdict;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A call to a provider that did not end well. Its message is for the log; what the provider said is not in it, for that may repeat the
 * prompt: see {@link #said}.
 */
public final class UpstreamFailure extends RuntimeException {
    /** What went wrong, and so what follows from it. */
    public enum Kind {
        UNREACHABLE(true, Verdict.FAILURE, ErrorCode.MODEL_UNAVAILABLE, "The model provider cannot be reached."),
        RATE_LIMITED(
                true, Verdict.NEUTRAL, ErrorCode.MODEL_UNAVAILABLE, "The model provider takes no more requests now."),
        OVERLOADED(true, Verdict.FAILURE, ErrorCode.MODEL_UNAVAILABLE, "The model provider cannot answer right now."),
        SERVER_ERROR(true, Verdict.FAILURE, ErrorCode.MODEL_ERROR, "The model provider failed."),
        BROKEN(false, Verdict.FAILURE, ErrorCode.MODEL_ERROR, "The model provider's answer cannot be read."),
        MISCONFIGURED(
                false,
                Verdict.NEUTRAL,
                ErrorCode.MODEL_ERROR,
                "The model provider refuses this installation's access."),
        REFUSED(
                false,
                Verdict.SUCCESS,
                ErrorCode.INVALID_REQUEST,
                "The model provider refuses this request; check its messages and parameters against what the model takes."),
        CONTEXT_LENGTH(
                false,
                Verdict.SUCCESS,
                ErrorCode.CONTEXT_LENGTH_EXCEEDED,
                "The messages are longer than the model's context; send fewer or shorter ones, or ask a model with a larger context."),
        CONTENT_POLICY(
                false,
                Verdict.SUCCESS,
                ErrorCode.CONTENT_FILTER,
                "The model provider's content policy refuses this request; change its messages."),
        LEFT_ALONE(
                false,
                Verdict.NEUTRAL,
                ErrorCode.MODEL_UNAVAILABLE,
                "The model provider failed repeatedly and is left alone for now."),
        BUSY(false, Verdict.NEUTRAL, ErrorCode.MODEL_UNAVAILABLE, "Too many calls to the model provider are running."),
        USED_UP(
                false,
                Verdict.NEUTRAL,
                ErrorCode.MODEL_UNAVAILABLE,
                "What the model provider takes in a minute is used up."),
        SLOW(false, Verdict.FAILURE, ErrorCode.TIMEOUT, "The model provider did not answer in time."),
        OUT_OF_TIME(
                false, Verdict.NEUTRAL, ErrorCode.TIMEOUT, "The model did not answer within x-focusforge-timeout-ms."),
        CLIENT_GONE(false, Verdict.NEUTRAL, ErrorCode.TIMEOUT, "The client went away.");

        private final boolean retryable;
        private final Verdict verdict;
        private final ErrorCode code;
        private final String detail;

        Kind(boolean retryable, Verdict verdict, ErrorCode code, String detail) {
            this.retryable = retryable;
            this.verdict = verdict;
            this.code = code;
            this.detail = detail;
        }
    }

    private static final Set<Kind> NOT_SENT = EnumSet.of(Kind.LEFT_ALONE, Kind.BUSY, Kind.USED_UP);
    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(5);

    private final Kind kind;
    private final Duration retryAfter;
    private final String said;

    private UpstreamFailure(Kind kind, String logged, String said, Duration retryAfter) {
        super(kind + ": " + logged, null, false, false);
        this.kind = kind;
        this.retryAfter = retryAfter;
        this.said = said;
    }

    UpstreamFailure(Kind kind, String logged, Duration retryAfter) {
        this(kind, logged, "", retryAfter);
    }

    public UpstreamFailure(Kind kind, String logged) {
        this(kind, logged, "", null);
    }

    /** @param said by the provider */
    public UpstreamFailure(Kind kind, String logged, String said) {
        this(kind, logged, said, null);
    }

    /** Whether the provider was asked at all. */
    public boolean wasSent() {
        return !NOT_SENT.contains(kind);
    }

    /** What an HTTP status other than 2xx means. */
    static UpstreamFailure of(int status, String body, Duration retryAfter) {
        var kind =
                switch (status) {
                    case 429 -> Kind.RATE_LIMITED;
                    case 502, 503, 504, 529 -> Kind.OVERLOADED;
                    case 500 -> Kind.SERVER_ERROR;
                    case 400, 413, 415, 422 -> RefusalReason.of(body);
                    default -> status > 500 ? Kind.BROKEN : Kind.MISCONFIGURED;
                };
        return new UpstreamFailure(kind, "HTTP %d%s".formatted(status, ErrorLabels.of(body)), body, retryAfter);
    }

    /** The same without these texts, which a provider may repeat in an error. */
    UpstreamFailure without(List<String> secrets) {
        var clean = clean(getMessage(), secrets);
        var cleanlySaid = clean(said, secrets);
        return clean.equals(getMessage()) && cleanlySaid.equals(said)
                ? this
                : new UpstreamFailure(kind, clean.substring((kind + ": ").length()), cleanlySaid, retryAfter);
    }

    private static String clean(String text, List<String> secrets) {
        return secrets.stream().reduce(text, (some, secret) -> some.replace(secret, "***"));
    }

    /** The provider's own words, which may be of the prompt or of the answer; may be empty. */
    public String said() {
        return said;
    }

    public Kind kind() {
        return kind;
    }

    /** What the client is told, should this be the end. */
    public ErrorCode code() {
        return kind.code;
    }

    boolean isRetryable() {
        return kind.retryable;
    }

    Verdict verdict() {
        return kind.verdict;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** What the client is told: nothing that the provider said. */
    public ProblemException toProblem() {
        var problem = new ProblemException(kind.code, kind.detail);
        return kind.code == ErrorCode.MODEL_UNAVAILABLE
                ? problem.retryAfter(retryAfter().orElse(DEFAULT_RETRY_AFTER))
                : problem;
    }
}
