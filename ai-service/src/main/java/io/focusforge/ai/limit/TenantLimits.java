package io.focusforge.ai.limit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a tenant has set, over what the installation has. The most particular limit of a scope counts, and it alone. */
final class TenantLimits {
    private static final int MOST_KNOWN = 500;

    /** What of a call decides on its limits. */
    private record Who(UUID key, UUID user, Integer uncounted, String model) {}

    private final Map<Subject, Allowance> own;
    private final Map<Scope, Allowance> defaults;
    private final Map<Who, List<Rule>> known = new ConcurrentHashMap<>();

    private TenantLimits(Map<Subject, Allowance> own, Map<Scope, Allowance> defaults) {
        this.own = own;
        this.defaults = defaults;
    }

    static TenantLimits of(List<LimitDefinition> definitions, Function<Scope, Allowance> installation) {
        var defaults = new EnumMap<Scope, Allowance>(Scope.class);
        for (var scope : Scope.values()) {
            defaults.put(scope, installation.apply(scope));
        }
        return new TenantLimits(
                definitions.stream().collect(Collectors.toMap(LimitDefinition::who, LimitDefinition::allowance)),
                defaults);
    }

    /** The limits that a call has to keep now. Where there is one of money, which follows the calendar, they are found anew each time. */
    List<Rule> rules(CallScopes call, Instant now) {
        var who =
                new Who(call.caller().key(), call.caller().user(), call.caller().uncounted(), call.model());
        var rules = known.get(who);
        return rules == null ? kept(who, found(call, now)) : rules;
    }

    private List<Rule> kept(Who who, List<Rule> rules) {
        if (rules.stream().allMatch(rule -> rule.period() == null)) {
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            known.put(who, rules);
        }
        return rules;
    }

    private List<Rule> found(CallScopes call, Instant now) {
        var rules = new ArrayList<Rule>();
        if (call.caller().uncounted() != null) {
            rules.add(Rule.issued(call.caller()));
        }
        if (call.caller().key() != null) {
            add(rules, new Subject(Scope.KEY, call.caller().key().toString()), now);
        }
        add(rules, new Subject(Scope.USER, call.caller().user().toString()), now);
        add(rules, Subject.tenant(), now);
        if (call.model() != null) {
            add(rules, new Subject(Scope.MODEL, call.model()), now);
        }
        return List.copyOf(rules);
    }

    private Allowance of(Subject subject) {
        var particular = own.get(subject);
        var chosen = particular != null ? particular : own.get(Subject.each(subject.scope()));
        return chosen != null ? chosen : defaults.get(subject.scope());
    }

    private void add(List<Rule> rules, Subject subject, Instant now) {
        var allowance = of(subject);
        add(rules, subject, Dimension.REQUESTS, allowance.requestsPerMinute(), null);
        add(rules, subject, Dimension.TOKENS, allowance.tokensPerMinute(), null);
        add(rules, subject, Dimension.CONCURRENT, allowance.concurrentCalls(), null);
        if (allowance.budgetMicros() != null) {
            var period = allowance.budgetPeriod().at(now);
            add(rules, subject, Dimension.MONEY, allowance.budgetMicros(), period);
        }
    }

    private static void add(
            List<Rule> rules, Subject subject, Dimension dimension, Long limit, BudgetPeriod.Span period) {
        if (limit != null) {
            rules.add(new Rule(subject, dimension, limit, period));
        }
    }
}
