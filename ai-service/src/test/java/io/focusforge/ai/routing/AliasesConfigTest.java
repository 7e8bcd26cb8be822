package io.focusforge.ai.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AliasesConfigTest {
    @Test
    void anAliasNeedsOnlyTargets() {
        var fast = config(Map.of("FOCUSFORGE_AI_ALIASES_FAST_TARGETS", "openai/gpt-5-mini,gpt-5"))
                .aliases()
                .get("fast");
        assertThat(fast.targets()).containsExactly("openai/gpt-5-mini", "gpt-5");
        assertThat(fast.strategy()).isEqualTo(Strategy.ORDERED);
        assertThat(fast.fallbackOn()).containsExactlyInAnyOrder(FallbackReason.ERROR, FallbackReason.CONTEXT_LENGTH);
    }

    @Test
    void everySettingIsRead() {
        var smart = config(Map.of(
                        "FOCUSFORGE_AI_ALIASES_SMART_TARGETS", "a/x=9,b/x",
                        "FOCUSFORGE_AI_ALIASES_SMART_STRATEGY", "least-outstanding",
                        "FOCUSFORGE_AI_ALIASES_SMART_FALLBACK_ON", "content-policy"))
                .aliases()
                .get("smart");
        assertThat(Alias.of(smart).entries()).containsExactly(new Alias.Entry("a/x", 9), new Alias.Entry("b/x", 1));
        assertThat(smart.strategy()).isEqualTo(Strategy.LEAST_OUTSTANDING);
        assertThat(smart.fallbackOn()).containsExactly(FallbackReason.CONTENT_POLICY);
    }

    @Test
    void refusesUnknownSettings() {
        assertThatThrownBy(() -> config(
                        Map.of("FOCUSFORGE_AI_ALIASES_A_TARGETS", "x", "FOCUSFORGE_AI_ALIASES_A_STRATEGY", "best")))
                .hasMessageContaining("best");
    }

    private static AliasesConfig config(Map<String, String> variables) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(variables, 300))
                .withMapping(ConfigMappings.ConfigClass.configClass(AliasesConfig.class))
                .addDefaultInterceptors()
                .build()
                .getConfigMapping(AliasesConfig.class);
    }
}
