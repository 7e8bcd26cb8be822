package io.focusforge.ai.limit;

import java.util.List;
import java.util.UUID;

/** All that a call reserves, at once or not at all. */
record Demand(UUID tenant, List<Charge> charges) {
    Demand {
        charges = List.copyOf(charges);
    }

    /** So much against one rule. */
    record Charge(Rule rule, long units) {}

    static Demand of(UUID tenant, List<Rule> rules, Estimate estimate) {
        var charges = new Charge[rules.size()];
        for (var i = 0; i < charges.length; i++) {
            charges[i] = new Charge(rules.get(i), units(rules.get(i), estimate));
        }
        return new Demand(tenant, List.of(charges));
    }

    /** Of nothing: to look how the rules stand. */
    static Demand nothing(UUID tenant, List<Rule> rules) {
        return new Demand(
                tenant, rules.stream().map(rule -> new Charge(rule, 0)).toList());
    }

    Demand without(List<Rule> rules) {
        return new Demand(
                tenant,
                charges.stream()
                        .filter(charge -> !rules.contains(charge.rule()))
                        .toList());
    }

    private static long units(Rule rule, Estimate estimate) {
        return switch (rule.dimension()) {
            case REQUESTS, CONCURRENT -> 1;
            case TOKENS -> estimate.tokensWithin(rule.limit());
            case MONEY -> estimate.costMicros();
        };
    }
}
