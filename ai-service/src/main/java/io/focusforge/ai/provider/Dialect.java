package io.focusforge.ai.provider;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** How a provider wants to be asked. A bean of this type serves the providers that name it in their configuration. */
public interface Dialect {
    /** What {@code dialect} says in a provider's configuration. */
    enum Name {
        OPENAI,
        AZURE,
        ANTHROPIC
    }

    /** A request, and a reader of its answer, in the provider's own words. */
    record Translated<T>(Buffer body, AnswerReader<T> reader) {}

    Name name();

    /**
     * What is added to the base URL.
     *
     * @param path as OpenAI has it, such as {@code /chat/completions}
     */
    String path(String path, String model, ProviderConfig config);

    /** The headers of every call, with the key if there is one. */
    Map<String, String> headers(ProviderConfig config);

    /**
     * Puts what is asked into the provider's words.
     *
     * @param reader of an answer as OpenAI gives it
     * @throws io.focusforge.common.problem.ProblemException when it cannot be asked of this provider
     */
    <T> Translated<T> translate(Buffer body, AnswerReader<T> reader, ProviderConfig config);
}
