package io.focusforge.ai.price;

import io.focusforge.ai.provider.ProviderConfig;
import io.focusforge.ai.usage.TokenUsage;

/**
 * What a model costs, in micro-dollars for a million tokens.
 *
 * @param cachedInput of the part of the prompt that the provider had in its cache
 */
public record Price(long input, long cachedInput, long output) {
    /** A thousand dollars. With it, and no more than {@link TokenUsage#MOST} tokens, a cost is exact. */
    public static final long MOST = 1_000_000_000L;

    private static final long TOKENS = 1_000_000L;

    public Price {
        if (input < 0 || cachedInput < 0 || output < 0 || Math.max(input, Math.max(cachedInput, output)) > MOST) {
            throw new IllegalArgumentException("a price is between 0 and " + MOST + " micro-dollars");
        }
    }

    static Price of(ProviderConfig.Price config) {
        return new Price(config.input(), config.cachedInput().orElse(config.input()), config.output());
    }

    /** Micro-dollars, the broken one counted as a whole. */
    public long cost(TokenUsage tokens) {
        var fresh = tokens.prompt() - tokens.cached();
        return Math.ceilDiv(fresh * input + tokens.cached() * cachedInput + tokens.completion() * output, TOKENS);
    }
}
