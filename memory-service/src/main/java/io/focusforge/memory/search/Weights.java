package io.focusforge.memory.search;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/**
 * What counts how much, each 0 to 1, as configured where it is left out; {@code meaning} and {@code words} count against each other.
 *
 * @param recency how much of its score a memory may gain or lose by when and how often it was of use
 * @param importance how much of its score a memory without importance loses
 */
public record Weights(
        @DecimalMin("0") @DecimalMax("1") Double meaning,
        @DecimalMin("0") @DecimalMax("1") Double words,
        @DecimalMin("0") @DecimalMax("1") Double recency,
        @DecimalMin("0") @DecimalMax("1") Double importance) {
    static final Weights AS_CONFIGURED = new Weights(null, null, null, null);

    Weights or(SearchConfig config) {
        return new Weights(
                meaning == null ? config.meaningWeight() : meaning,
                words == null ? config.wordsWeight() : words,
                recency == null ? config.recencyWeight() : recency,
                importance == null ? config.importanceWeight() : importance);
    }

    boolean saysNothing() {
        return meaning + words <= 0;
    }
}
