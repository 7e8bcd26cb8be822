package io.focusforge.ai.limit;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ExceededLimit;
import io.focusforge.common.problem.ProblemException;
import java.time.Instant;

/** What a client is told whose call is not admitted. */
final class Refusals {
    private Refusals() {}

    static ProblemException exceeded(Verdict.Refused refused, Instant now) {
        var rule = refused.blocking();
        var frees = now.plus(refused.delay());
        var code = rule.dimension() == Dimension.MONEY ? ErrorCode.BUDGET_EXHAUSTED : ErrorCode.RATE_LIMITED;
        return new ProblemException(code, detail(rule, frees))
                .retryAfter(refused.delay())
                .exceeding(limit(rule, frees));
    }

    /** Waiting would not help, so this is no 429, which clients send again. */
    static ProblemException tooLarge(Rule rule, long tokens) {
        return new ProblemException(
                        ErrorCode.PAYLOAD_TOO_LARGE,
                        "The prompt has about %d tokens, and %s may use no more than %d tokens a minute; send less."
                                .formatted(tokens, who(rule), rule.limit()))
                .exceeding(limit(rule, null));
    }

    private static String detail(Rule rule, Instant frees) {
        return switch (rule.dimension()) {
            case REQUESTS, TOKENS ->
                "%s has used up its %d %s; this call would be admitted at %s."
                        .formatted(
                                capital(who(rule)),
                                rule.limit(),
                                rule.dimension().unit(),
                                frees);
            case CONCURRENT ->
                "%s has %d calls under way, which is as many as it may have; try again when one has ended."
                        .formatted(capital(who(rule)), rule.limit());
            case MONEY ->
                "The budget of %s, %d micro-dollars until %s, does not suffice for this call."
                        .formatted(who(rule), rule.limit(), rule.period().end());
        };
    }

    private static ExceededLimit limit(Rule rule, Instant frees) {
        var subject =
                rule.subject().scope() == Scope.TENANT ? null : rule.subject().id();
        return new ExceededLimit(
                rule.subject().scope().code(), subject, rule.dimension().code(), rule.limit(), frees);
    }

    private static String who(Rule rule) {
        return switch (rule.subject().scope()) {
            case KEY -> "the API key";
            case USER -> "the user";
            case TENANT -> "the tenant";
            case MODEL -> "the model " + rule.subject().id();
        };
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
