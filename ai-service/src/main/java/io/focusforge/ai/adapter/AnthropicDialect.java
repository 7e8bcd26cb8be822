package io.focusforge.ai.adapter;

import io.focusforge.ai.provider.AnswerReader;
import io.focusforge.ai.provider.Dialect;
import io.focusforge.ai.provider.ProviderConfig;
import io.focusforge.common.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Anthropic's Messages API: request and answer are translated. */
@Singleton
class AnthropicDialect implements Dialect {
    private static final String VERSION = "2023-06-01";
    private static final String CHAT = "/chat/completions";

    private final Clock clock;

    AnthropicDialect(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Name name() {
        return Name.ANTHROPIC;
    }

    @Override
    public String path(String path, String model, ProviderConfig config) {
        if (!path.equals(CHAT)) {
            throw ProblemException.invalid("model", "answers chat completions only");
        }
        return "/messages";
    }

    @Override
    public Map<String, String> headers(ProviderConfig config) {
        var headers =
                new HashMap<>(Map.of("anthropic-version", config.apiVersion().orElse(VERSION)));
        ProviderConfig.key(config).ifPresent(key -> headers.put("x-api-key", key));
        return headers;
    }

    @Override
    public <T> Translated<T> translate(Buffer body, AnswerReader<T> reader, ProviderConfig config) {
        var request = AnthropicRequest.of(body, config.defaultMaxTokens());
        return new Translated<>(request.body(), new TranslatingReader<>(reader, () -> translation(reader, request)));
    }

    private Translation translation(AnswerReader<?> reader, AnthropicRequest request) {
        return reader.isStream()
                ? new AnthropicStream(request.includeUsage(), clock.instant())
                : new WholeTranslation(body -> AnthropicAnswer.translate(body, clock.instant()));
    }
}
