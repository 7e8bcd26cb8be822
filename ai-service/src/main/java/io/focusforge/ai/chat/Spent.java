package io.focusforge.ai.chat;

import io.focusforge.ai.usage.TokenUsage;

/**
 * What a call has used, over all attempts that used something.
 *
 * @param costMicros micro-dollars; null when a price is not known
 */
public record Spent(TokenUsage tokens, Long costMicros) {
    static final Spent NOTHING = new Spent(new TokenUsage(0, 0, false), 0L);

    Spent plus(TokenUsage more, Long cost) {
        return new Spent(
                tokens.plus(more), costMicros == null || cost == null ? null : Long.valueOf(costMicros + cost));
    }
}
