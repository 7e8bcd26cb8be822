package io.focusforge.ai.usage;

/**
 * What was used, summed up.
 *
 * @param key the model, the user's id, or the day (UTC)
 * @param costMicros micro-dollars of the calls whose price is known; null when none is
 * @param unpricedCalls calls whose price is not known
 * @param estimated whether some of the tokens were counted by us, because the provider did not
 */
record UsageTotal(
        String key,
        long calls,
        long promptTokens,
        long completionTokens,
        Long costMicros,
        long unpricedCalls,
        boolean estimated) {}
