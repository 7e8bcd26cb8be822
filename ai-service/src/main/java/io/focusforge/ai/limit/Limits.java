package io.focusforge.ai.limit;

import io.focusforge.ai.limit.Reservation.Counted;
import io.focusforge.common.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Decides whether a call may be made. */
@Singleton
public class Limits {
    private static final Set<Dimension> ESTIMATED = EnumSet.of(Dimension.TOKENS, Dimension.MONEY);
    private static final Future<Reservation> NOTHING = Future.succeededFuture(Reservation.NOTHING);

    private final LimitBook book;
    private final BudgetRules budgets;
    private final Counting counting;
    private final Clock clock;
    private final MeterRegistry meters;

    Limits(LimitBook book, BudgetRules budgets, Counting counting, Clock clock, MeterRegistry meters) {
        this.book = book;
        this.budgets = budgets;
        this.counting = counting;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Reserves what the call needs of every limit, or nothing. Fails as {@link ProblemException}: {@code rate_limited}, {@code budget_exhausted}
     * or {@code payload_too_large}, naming the scope that blocks.
     *
     * @param estimate asked for only if a limit needs it
     * @param header takes name and value of each header that tells how the limits stand, of a refusal too
     */
    public Future<Reservation> reserve(
            CallScopes call, Supplier<Future<Estimate>> estimate, BiConsumer<String, String> header) {
        return rules(call)
                .compose(rules -> rules.isEmpty() ? NOTHING : reserve(call.tenant(), rules, estimate, header));
    }

    private Future<Reservation> reserve(
            UUID tenant, List<Rule> rules, Supplier<Future<Estimate>> estimate, BiConsumer<String, String> header) {
        return estimate(rules, estimate)
                .compose(estimated -> counting.reserve(Demand.of(tenant, rules, estimated)))
                .map(counted -> reserved(counted, header));
    }

    private Reservation reserved(Counted counted, BiConsumer<String, String> header) {
        return switch (counted.verdict()) {
            case Verdict.Admitted admitted -> {
                LimitHeaders.write(admitted.standings(), counting.isLocal(counted), header);
                yield admitted.ticket().isEmpty()
                        ? Reservation.NOTHING
                        : counting.leases()
                                .keep(new Reservation(counted, admitted, clock.instant(), counting.leases()));
            }
            case Verdict.Refused refused -> {
                LimitHeaders.write(refused.standings(), counting.isLocal(counted), header);
                throw refuse(refused, header);
            }
            case Verdict.Unknown unknown -> throw new IllegalStateException("not known after it was told: " + unknown);
        };
    }

    private Future<List<Rule>> rules(CallScopes call) {
        return book.rules(call).compose(limits -> budgets.rules(call.caller()).map(more -> joined(limits, more)));
    }

    private static List<Rule> joined(List<Rule> limits, List<Rule> budgets) {
        return budgets.isEmpty()
                ? limits
                : Stream.concat(limits.stream(), budgets.stream()).toList();
    }

    private ProblemException refuse(Verdict.Refused refused, BiConsumer<String, String> header) {
        var rule = refused.blocking();
        meters.counter(
                        "focusforge_limit_refused",
                        "scope",
                        rule.subject().scope().code(),
                        "dimension",
                        rule.dimension().code())
                .increment();
        if (rule.dimension() == Dimension.MONEY) {
            header.accept("x-should-retry", "false");
        }
        return Refusals.exceeded(refused, clock.instant());
    }

    private static Future<Estimate> estimate(List<Rule> rules, Supplier<Future<Estimate>> estimate) {
        return rules.stream().noneMatch(rule -> ESTIMATED.contains(rule.dimension()))
                ? Future.succeededFuture(Estimate.NOTHING)
                : estimate.get().map(estimated -> checked(rules, estimated));
    }

    private static Estimate checked(List<Rule> rules, Estimate estimated) {
        rules.stream()
                .filter(rule -> rule.dimension() == Dimension.TOKENS && estimated.promptTokens() > rule.limit())
                .findFirst()
                .ifPresent(rule -> {
                    throw Refusals.tooLarge(rule, estimated.promptTokens());
                });
        return estimated;
    }
}
