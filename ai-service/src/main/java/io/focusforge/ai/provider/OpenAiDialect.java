package io.focusforge.ai.provider;

import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.Map;

/** OpenAI's own, which most providers speak: nothing is translated, no body is copied. */
@Singleton
public class OpenAiDialect implements Dialect {
    @Override
    public Name name() {
        return Name.OPENAI;
    }

    @Override
    public String path(String path, String model, ProviderConfig config) {
        return path;
    }

    @Override
    public Map<String, String> headers(ProviderConfig config) {
        return ProviderConfig.key(config)
                .map(key -> Map.of("Authorization", "Bearer " + key))
                .orElse(Map.of());
    }

    @Override
    public <T> Translated<T> translate(Buffer body, AnswerReader<T> reader, ProviderConfig config) {
        return new Translated<>(body, reader);
    }
}
