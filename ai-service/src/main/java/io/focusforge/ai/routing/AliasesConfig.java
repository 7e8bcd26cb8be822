package io.focusforge.ai.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names that stand for several models, such as `fast`, `smart` and `cheap`. */
@ConfigMapping(prefix = "focusforge.ai.aliases")
public interface AliasesConfig {
    /** The aliases by name. */
    @WithParentName
    Map<String, AliasConfig> aliases();

    /** One alias. */
    interface AliasConfig {
        /** The models, as callers would name them: `openai/large`, or `large` for all providers that have it; `openai/gpt-5=9` gives a weight. */
        @NotEmpty
        List<String> targets();

        /** In which order they are tried. */
        @WithDefault("ordered")
        Strategy strategy();

        /** After which failures of one target the next is tried. */
        @WithDefault("error,context-length")
        Set<FallbackReason> fallbackOn();
    }
}
