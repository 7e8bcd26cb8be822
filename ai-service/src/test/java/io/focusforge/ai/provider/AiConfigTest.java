package io.focusforge.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.Secret;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class AiConfigTest {
    private static final String SECRET = "sk-very-secret";

    @Test
    void providersComeFromTheEnvironment() {
        var config = environment(Map.of(
                "FOCUSFORGE_AI_PROVIDERS_OPENAI_BASE_URL", "https://api.openai.com/v1",
                "FOCUSFORGE_AI_PROVIDERS_OPENAI_API_KEY", SECRET,
                "FOCUSFORGE_AI_PROVIDERS_OPENAI_MODELS", "gpt-5,gpt-5-mini",
                "FOCUSFORGE_AI_PROVIDERS_OPENAI_REQUESTS_PER_MINUTE", "500",
                "FOCUSFORGE_AI_PROVIDERS_LOCAL_BASE_URL", "http://localhost:11434/v1",
                "FOCUSFORGE_AI_PROVIDERS_LOCAL_MODELS", "llama",
                "FOCUSFORGE_AI_DEFAULT_MODEL", "llama"));
        assertThat(config.providers()).containsOnlyKeys("openai", "local");
        var openai = config.providers().get("openai");
        assertThat(openai.baseUrl()).isEqualTo(URI.create("https://api.openai.com/v1"));
        assertThat(ProviderConfig.key(openai)).contains(SECRET);
        assertThat(ProviderConfig.chatModels(openai)).containsExactly("gpt-5", "gpt-5-mini");
        assertThat(openai.requestsPerMinute()).isEqualTo(500);
        assertThat(ProviderConfig.key(config.providers().get("local"))).isEmpty();
        assertThat(config.defaultModel()).contains("llama");
    }

    @Test
    void defaultsAreThoseOfTheMission() {
        var provider = properties(Map.of("base-url", "http://x", "models", "m"));
        assertThat(provider.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(provider.firstTokenTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(provider.betweenTokensTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(provider.totalTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(provider.maxConcurrency()).isEqualTo(3);
        assertThat(provider.requestsPerMinute()).isEqualTo(10);
        assertThat(List.of(provider.weight(), provider.tokensPerMinute(), provider.retryBudgetPercent()))
                .containsExactly(1, 0, 20);
        assertThat(provider.headers()).isEmpty();
        assertThat(provider.breakerFailures()).isEqualTo(5);
        assertThat(provider.breakerOpenFor()).isEqualTo(Duration.ofMinutes(5));
        assertThat(provider.retries()).isEqualTo(2);
        assertThat(provider.prices()).isEmpty();
    }

    @Test
    void everySettingIsRead() {
        var provider = properties(Map.ofEntries(
                Map.entry("base-url", "http://x"),
                Map.entry("models", "m.1"),
                Map.entry("connect-timeout", "1S"),
                Map.entry("first-token-timeout", "3S"),
                Map.entry("between-tokens-timeout", "5S"),
                Map.entry("weight", "2"),
                Map.entry("tokens-per-minute", "3"),
                Map.entry("retry-budget-percent", "4"),
                Map.entry("headers", "X-Team: a,X-Route: b\\,c"),
                Map.entry("total-timeout", "4S"),
                Map.entry("max-concurrency", "6"),
                Map.entry("breaker-failures", "7"),
                Map.entry("breaker-open-for", "8S"),
                Map.entry("retries", "9"),
                Map.entry("prices.\"m.1\".input", "150000"),
                Map.entry("prices.\"m.1\".output", "600000")));
        assertThat(List.of(provider.connectTimeout(), provider.firstTokenTimeout(), provider.totalTimeout()))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(4));
        assertThat(provider.betweenTokensTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(List.of(provider.weight(), provider.tokensPerMinute(), provider.retryBudgetPercent()))
                .containsExactly(2, 3, 4);
        assertThat(provider.headers().orElseThrow().stream().map(Secret::get))
                .containsExactly("X-Team: a", "X-Route: b,c");
        assertThat(List.of(provider.maxConcurrency(), provider.breakerFailures(), provider.retries()))
                .containsExactly(6, 7, 9);
        assertThat(provider.breakerOpenFor()).isEqualTo(Duration.ofSeconds(8));
        assertThat(provider.prices().get("m.1").input()).isEqualTo(150_000);
        assertThat(provider.prices().get("m.1").output()).isEqualTo(600_000);
    }

    @Test
    void aProviderMayHaveModelsOfOneKindOnly() {
        var provider = properties(Map.of("base-url", "http://x", "embedding-models", "e,f"));
        assertThat(ProviderConfig.chatModels(provider)).isEmpty();
        assertThat(ProviderConfig.allModels(provider)).containsExactly("e", "f");
    }

    @Test
    void nothingThatIsPrintedHoldsTheKey() {
        var provider = properties(
                Map.of("base-url", "http://x", "models", "m", "api-key", SECRET, "headers", "X-Token: " + SECRET));
        assertThat(provider.toString() + provider.apiKey() + provider.headers()).doesNotContain(SECRET);
    }

    @Test
    void refusesUnknownSettings() {
        assertThatThrownBy(() -> properties(Map.of("base-url", "http://x", "models", "m", "modles", "n")))
                .hasMessageContaining("modles");
    }

    private static ProviderConfig properties(Map<String, String> settings) {
        var all = new HashMap<String, String>();
        settings.forEach((key, value) -> all.put("focusforge.ai.providers.it." + key, value));
        return config(new PropertiesConfigSource(all, "test", 100)).providers().get("it");
    }

    private static AiConfig environment(Map<String, String> variables) {
        return config(new EnvConfigSource(variables, 300));
    }

    private static AiConfig config(ConfigSource source) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(source)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(ConfigMappings.ConfigClass.configClass(AiConfig.class))
                .addDefaultInterceptors()
                .build();
        return config.getConfigMapping(AiConfig.class);
    }
}
