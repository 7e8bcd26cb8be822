package io.focusforge.ai.adapter;

import io.focusforge.ai.provider.AnswerReader;
import io.focusforge.ai.provider.Dialect;
import io.focusforge.ai.provider.ProviderConfig;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * OpenAI's models at Azure by dated API versions: a model is a deployment, which stands in the path
 * ("Azure OpenAI REST API reference"). Bodies are OpenAI's.
 */
@Singleton
class AzureDialect implements Dialect {
    private static final String LATEST = "2024-10-21";

    @Override
    public Name name() {
        return Name.AZURE;
    }

    @Override
    public String path(String path, String model, ProviderConfig config) {
        var deployment = config.deployments().getOrDefault(model, model);
        var version = config.apiVersion().orElse(LATEST);
        return "/openai/deployments/%s%s?api-version=%s".formatted(encoded(deployment), path, encoded(version));
    }

    @Override
    public Map<String, String> headers(ProviderConfig config) {
        return ProviderConfig.key(config).map(key -> Map.of("api-key", key)).orElse(Map.of());
    }

    @Override
    public <T> Translated<T> translate(Buffer body, AnswerReader<T> reader, ProviderConfig config) {
        return new Translated<>(body, reader);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
