package io.focusforge.ai.limit;

import io.focusforge.common.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Decides whether a call may be made. Blocking for a script call in Redis: use it on a virtual thread. */
@ApplicationScoped
public class Limits {
    private static final Set<Dimension> ESTIMATED = EnumSet.of(Dimension.TOKENS, Dimension.MONEY);

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
     * Reserves what the call needs of every limit, or nothing.
     *
     * @param estimate asked for only if a limit needs it
     * @param header takes name and value of each header that tells how the limits stand, of a refusal too
     * @throws ProblemException {@code rate_limited}, {@code budget_exhausted} or {@code payload_too_large}, naming the scope that blocks
     */
    public Reservation reserve(CallScopes call, Supplier<Estimate> estimate, BiConsumer<String, String> header) {
        var rules = rules(call);
        if (rules.isEmpty()) {
            return Reservation.NOTHING;
        }
        var counted = counting.reserve(Demand.of(call.tenant(), rules, estimate(rules, estimate)));
        return switch (counted.verdict()) {
            case Verdict.Admitted admitted -> {
                LimitHeaders.write(admitted.standings(), counting.isLocal(counted), header);
                yield counting.leases().keep(new Reservation(counted, admitted, clock.instant(), counting.leases()));
            }
            case Verdict.Refused refused -> {
                LimitHeaders.write(refused.standings(), counting.isLocal(counted), header);
                throw refuse(refused, header);
            }
            case Verdict.Unknown unknown -> throw new IllegalStateException("not known after it was told: " + unknown);
        };
    }

    private List<Rule> rules(CallScopes call) {
        var limits = book.rules(call);
        var more = budgets.rules(call.caller());
        return more.isEmpty()
                ? limits
                : Stream.concat(limits.stream(), more.stream()).toList();
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

    private static Estimate estimate(List<Rule> rules, Supplier<Estimate> estimate) {
        if (rules.stream().noneMatch(rule -> ESTIMATED.contains(rule.dimension()))) {
            return Estimate.NOTHING;
        }
        var estimated = estimate.get();
        rules.stream()
                .filter(rule -> rule.dimension() == Dimension.TOKENS && estimated.promptTokens() > rule.limit())
                .findFirst()
                .ifPresent(rule -> {
                    throw Refusals.tooLarge(rule, estimated.promptTokens());
                });
        return estimated;
    }
}
