package io.focusforge.ai.provider;

import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One provider of models. */
public interface ProviderConfig {
    /** Where its API begins, such as `https://api.openai.com/v1`; `/chat/completions` is added to it. */
    URI baseUrl();

    /** Sent as `Authorization: Bearer …`; never logged. A provider that needs no key has none. */
    Optional<Secret<String>> apiKey();

    /** How it wants to be asked: `openai`, `azure` (deployments and dated versions), or `anthropic` (the Messages API). */
    @WithDefault("openai")
    Dialect.Name dialect();

    /** Of Azure (`2024-10-21` when it is not set) or Anthropic (`2023-06-01`). */
    Optional<String> apiVersion();

    /** Azure's deployments by model; a deployment that is called like its model need not be here. */
    Map<String, String> deployments();

    /** How long an answer of Anthropic's may be, in tokens, when the caller does not say. */
    @WithDefault("8192")
    @Min(1)
    int defaultMaxTokens();

    /** The models that callers may use for chats, by the names that the provider gives them. */
    Optional<List<String>> models();

    /** Those that embed texts, which are asked for at `/v1/embeddings`. A provider has models of one kind at least. */
    Optional<List<String>> embeddingModels();

    /** How long opening a connection may take. */
    @WithDefault("2S")
    Duration connectTimeout();

    /** How long a streamed answer may take to its first token. An answer in one piece has only the total. */
    @WithDefault("30S")
    Duration firstTokenTimeout();

    /** How long a streamed answer may be silent between two tokens. A client that reads slowly does not count. */
    @WithDefault("30S")
    Duration betweenTokensTimeout();

    /** How long an answer may take from the request to its end, retries and other providers tried before included. */
    @WithDefault("120S")
    Duration totalTimeout();

    /** Sent with every call, as `Name: value`; several are separated by commas. Never logged. */
    Optional<List<Secret<String>>> headers();

    /** Whether it is sent our `traceparent`: for a provider of your own, whose spans go where yours do. */
    @WithDefault("false")
    boolean propagateTrace();

    /** The share of calls that it gets where several providers have the same model, or an alias says `weighted`. */
    @WithDefault("1")
    @Min(1)
    @Max(10_000)
    int weight();

    /** How many calls may run at once; the next one is refused. */
    @WithDefault("3")
    @Min(1)
    int maxConcurrency();

    /** How many calls a minute the provider allows; 0 when it sets no limit. */
    @WithDefault("10")
    @Min(0)
    int requestsPerMinute();

    /** How many tokens a minute the provider allows; 0 when it sets no limit. Estimated before a call, corrected after it. */
    @WithDefault("0")
    @Min(0)
    int tokensPerMinute();

    /** After so many failures in a row the provider is left alone. */
    @WithDefault("5")
    @Min(1)
    int breakerFailures();

    /** How long it is left alone, before one call tries it again. */
    @WithDefault("5M")
    Duration breakerOpenFor();

    /** How often a call that failed before its first byte is tried again. */
    @WithDefault("2")
    @Min(0)
    int retries();

    /** Retries are at most this many percent of the calls of the last ten seconds; ten in ten seconds are always allowed. */
    @WithDefault("20")
    @Min(0)
    @Max(100)
    int retryBudgetPercent();

    /** What the models cost, by model; a model without a price is accounted in tokens only. */
    Map<String, Price> prices();

    /** The key, if there is one; what SmallRye gives for a secret that is not set is a secret that holds null. */
    static Optional<String> key(ProviderConfig config) {
        return config.apiKey().map(Secret::get);
    }

    /** Those that chat. */
    static List<String> chatModels(ProviderConfig config) {
        return config.models().orElse(List.of());
    }

    /** Whatever they are for; one that does both comes once. */
    static List<String> allModels(ProviderConfig config) {
        return Stream.concat(chatModels(config).stream(), config.embeddingModels().orElse(List.of()).stream())
                .distinct()
                .toList();
    }

    /** What is to be seen nowhere: the key, and the values of its headers. */
    static List<String> secrets(ProviderConfig config) {
        var values = config.headers().orElse(List.of()).stream()
                .map(header ->
                        header.get().substring(header.get().indexOf(':') + 1).strip());
        return Stream.concat(key(config).stream(), values)
                .filter(secret -> secret.length() > 3)
                .toList();
    }

    /** What a model costs. */
    interface Price {
        /** Micro-dollars for a million tokens of the prompt. */
        long input();

        /** Micro-dollars for a million tokens of the prompt that the provider had in its cache; as `input` when it is not set. */
        Optional<Long> cachedInput();

        /** Micro-dollars for a million tokens of the answer. */
        long output();
    }
}
