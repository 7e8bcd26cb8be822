package io.focusforge.ai.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsConfigTest {
    @Test
    void limitsNothingByDefaultButWhatARunawayProgramUses() {
        var config = config(Map.of());
        assertThat(config.of(Scope.KEY)).isEqualTo(new Allowance(null, 100_000_000L, null, null, null));
        assertThat(config.of(Scope.USER)).isEqualTo(Allowance.UNLIMITED);
        assertThat(config.of(Scope.TENANT)).isEqualTo(Allowance.UNLIMITED);
        assertThat(config.of(Scope.MODEL)).isEqualTo(Allowance.UNLIMITED);
        assertThat(config.answerTokens()).isEqualTo(1024);
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.longestCall()).isEqualTo(Duration.ofHours(1));
        assertThat(config.redisTimeout()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.redisCheck()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.changesEvery()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.tenantsInMemory()).isEqualTo(100_000);
        assertThat(config.pods()).isEmpty();
        assertThat(config.toldFor()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void everySettingIsRead() {
        var config = config(Map.ofEntries(
                Map.entry("key.requests-per-minute", "1"),
                Map.entry("key.tokens-per-minute", "2"),
                Map.entry("user.concurrent-calls", "3"),
                Map.entry("tenant.budget-micros", "4"),
                Map.entry("tenant.budget-period", "day"),
                Map.entry("model.budget-micros", "5"),
                Map.entry("answer-tokens", "6"),
                Map.entry("lease", "7S"),
                Map.entry("longest-call", "8S"),
                Map.entry("redis-timeout", "9ms"),
                Map.entry("redis-check", "10S"),
                Map.entry("changes-every", "11S"),
                Map.entry("told-for", "14S"),
                Map.entry("tenants-in-memory", "12"),
                Map.entry("pods", "13")));
        assertThat(config.of(Scope.KEY)).isEqualTo(new Allowance(1L, 2L, null, null, null));
        assertThat(config.of(Scope.USER)).isEqualTo(new Allowance(null, null, 3L, null, null));
        assertThat(config.of(Scope.TENANT)).isEqualTo(new Allowance(null, null, null, 4L, BudgetPeriod.DAY));
        assertThat(config.of(Scope.MODEL)).isEqualTo(new Allowance(null, null, null, 5L, BudgetPeriod.MONTH));
        assertThat(config.answerTokens()).isEqualTo(6);
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.longestCall()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.redisTimeout()).isEqualTo(Duration.ofMillis(9));
        assertThat(config.redisCheck()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.changesEvery()).isEqualTo(Duration.ofSeconds(11));
        assertThat(config.toldFor()).isEqualTo(Duration.ofSeconds(14));
        assertThat(config.tenantsInMemory()).isEqualTo(12);
        assertThat(config.pods()).contains(13);
    }

    @Test
    void refusesUnknownSettings() {
        assertThatThrownBy(() -> config(Map.of("key.tokens-per-hour", "1"))).hasMessageContaining("tokens-per-hour");
    }

    static LimitsConfig config(Map<String, String> settings) {
        var all = new HashMap<String, String>();
        settings.forEach((key, value) -> all.put("focusforge.limits." + key, value));
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(ConfigMappings.ConfigClass.configClass(LimitsConfig.class))
                .addDefaultInterceptors()
                .build()
                .getConfigMapping(LimitsConfig.class);
    }
}
