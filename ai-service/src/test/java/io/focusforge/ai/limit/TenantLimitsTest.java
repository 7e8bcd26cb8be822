package io.focusforge.ai.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.identity.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantLimitsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T23:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofHours(2));

    private final UUID key = UUID.randomUUID();
    private final Caller caller = new Caller(UUID.randomUUID(), UUID.randomUUID(), Set.of(), null);

    @Test
    void aBudgetIsThatOfThePeriodInWhichTheCallIsMade() {
        var limits = limits(new Allowance(10L, null, null, 500L, BudgetPeriod.DAY));
        assertThat(money(limits.rules(call("one"), NOW)).period()).isEqualTo(BudgetPeriod.DAY.at(NOW));
        assertThat(money(limits.rules(call("one"), TOMORROW)).period()).isEqualTo(BudgetPeriod.DAY.at(TOMORROW));
    }

    @Test
    void whatWasFoundForACallIsThereForTheNextOfTheSameAndForNoOther() {
        var limits = limits(new Allowance(10L, null, null, null, null));
        var first = limits.rules(call("one"), NOW);
        assertThat(limits.rules(call("one"), TOMORROW)).isSameAs(first);
        assertThat(limits.rules(call("other"), NOW)).isNotEqualTo(first);
        assertThat(limits.rules(new CallScopes(stranger(), "one"), NOW)).isNotEqualTo(first);
        assertThat(limits.rules(new CallScopes(withKey(60), "one"), NOW))
                .isNotEqualTo(limits.rules(new CallScopes(withKey(30), "one"), NOW));
    }

    private Caller withKey(int requestsPerMinute) {
        return new Caller(caller.tenant(), caller.user(), Set.of(), null, key).uncounted(requestsPerMinute);
    }

    private static Caller stranger() {
        return new Caller(UUID.randomUUID(), UUID.randomUUID(), Set.of(), null);
    }

    private CallScopes call(String model) {
        return new CallScopes(caller, model);
    }

    private static Rule money(List<Rule> rules) {
        return rules.stream()
                .filter(rule -> rule.dimension() == Dimension.MONEY)
                .findFirst()
                .orElseThrow();
    }

    private static TenantLimits limits(Allowance ofAll) {
        return TenantLimits.of(List.of(), scope -> ofAll);
    }
}
