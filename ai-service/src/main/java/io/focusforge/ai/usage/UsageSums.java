package io.focusforge.ai.usage;

import io.vertx.mutiny.sqlclient.Row;

/**
 * What was used, summed up.
 *
 * @param cachedTokens those of the prompts that providers had in their caches
 * @param costMicros micro-dollars of the calls whose price is known; null when none is
 * @param unpricedCalls calls whose price is not known
 * @param estimated whether some of the tokens were counted by us, because the provider did not
 */
record UsageSums(
        long calls,
        long promptTokens,
        long cachedTokens,
        long completionTokens,
        Long costMicros,
        long unpricedCalls,
        boolean estimated) {
    static UsageSums of(Row row) {
        var calls = row.getLong("calls");
        var unpriced = row.getLong("unpriced");
        return new UsageSums(
                calls,
                row.getLong("prompt"),
                row.getLong("cached"),
                row.getLong("completion"),
                calls > 0 && unpriced.equals(calls) ? null : row.getLong("cost"),
                unpriced,
                row.getBoolean("estimated"));
    }
}
