package io.focusforge.ai.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelCacheConfigTest {
    @Test
    void isOffByDefaultAndTheUsersOwn() {
        var config = Settings.of(Map.of());
        assertThat(config.enabled()).isFalse();
        assertThat(config.share()).isEqualTo(Share.USER);
        assertThat(config.ttl()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.maxTtl()).isEqualTo(Duration.ofHours(24));
        assertThat(config.memory().asLongValue()).isEqualTo(64L << 20);
        assertThat(config.maxEntry().asLongValue()).isEqualTo(1L << 20);
        assertThat(config.waitFor()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.redisTimeout()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.checkEvery()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.tenants()).isEmpty();
        assertThat(config.semantic().enabled()).isFalse();
        assertThat(config.semantic().threshold()).isEqualTo(0.95);
        assertThat(config.semantic().questions()).isEqualTo(200);
        assertThat(config.semantic().memory().asLongValue()).isEqualTo(32L << 20);
    }

    @Test
    void everySettingIsRead() {
        var config = Settings.of(Map.ofEntries(
                Map.entry("enabled", "true"),
                Map.entry("share", "tenant"),
                Map.entry("ttl", "1S"),
                Map.entry("max-ttl", "2S"),
                Map.entry("memory", "3K"),
                Map.entry("max-entry", "4K"),
                Map.entry("wait-for", "5S"),
                Map.entry("lease", "6S"),
                Map.entry("redis-timeout", "7S"),
                Map.entry("check-every", "8S"),
                Map.entry("tenants.\"t\".enabled", "false"),
                Map.entry("tenants.\"t\".share", "user"),
                Map.entry("tenants.\"t\".ttl", "9S"),
                Map.entry("tenants.\"t\".semantic", "true"),
                Map.entry("semantic.enabled", "true"),
                Map.entry("semantic.threshold", "0.9"),
                Map.entry("semantic.questions", "10"),
                Map.entry("semantic.memory", "11K")));
        assertThat(config.enabled()).isTrue();
        assertThat(config.share()).isEqualTo(Share.TENANT);
        assertThat(config.ttl()).hasSeconds(1);
        assertThat(config.maxTtl()).hasSeconds(2);
        assertThat(config.memory().asLongValue()).isEqualTo(3 << 10);
        assertThat(config.maxEntry().asLongValue()).isEqualTo(4 << 10);
        assertThat(config.waitFor()).hasSeconds(5);
        assertThat(config.lease()).hasSeconds(6);
        assertThat(config.redisTimeout()).hasSeconds(7);
        assertThat(config.checkEvery()).hasSeconds(8);
        var tenant = config.tenants().get("t");
        assertThat(tenant.enabled()).contains(false);
        assertThat(tenant.share()).contains(Share.USER);
        assertThat(tenant.ttl()).contains(Duration.ofSeconds(9));
        assertThat(tenant.semantic()).contains(true);
        assertThat(config.semantic().enabled()).isTrue();
        assertThat(config.semantic().threshold()).isEqualTo(0.9);
        assertThat(config.semantic().questions()).isEqualTo(10);
        assertThat(config.semantic().memory().asLongValue()).isEqualTo(11 << 10);
    }
}
