package io.focusforge.ai.provider;

import io.smallrye.config.ConfigMapping;
import java.util.Map;
import java.util.Optional;

/** The model providers of this installation. Without any, only the models that run in process answer. */
@ConfigMapping(prefix = "focusforge.ai")
public interface AiConfig {
    /** The providers by name: any endpoint that speaks OpenAI's chat completions (OpenAI, Azure, vLLM, Ollama, …). */
    Map<String, ProviderConfig> providers();

    /** The model that `default` stands for; the first model of the first provider, by name, when it is not set. */
    Optional<String> defaultModel();
}
