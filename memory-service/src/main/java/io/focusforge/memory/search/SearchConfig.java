package io.focusforge.memory.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How memories are found and ranked; the formula is in `docs/memory.md`. */
@ConfigMapping(prefix = "focusforge.memory.search")
public interface SearchConfig {
    /** How long the query's embedding is waited for; then words alone decide, and the answer is marked as degraded. */
    @WithDefault("400MS")
    Duration embeddingTimeout();

    /** How many memories are compared exactly for each that is asked for, after the choice by signature and words. */
    @WithDefault("10")
    @Min(2)
    @Max(100)
    int candidatesPerResult();

    /** What a memory must reach to be an answer, where the request says nothing. */
    @WithDefault("0.15")
    @DecimalMin("0")
    @DecimalMax("1")
    double threshold();

    /** Weight of the meaning: the cosine similarity of query and memory. Measured best on Cranfield, together with the next one. */
    @WithDefault("0.65")
    @DecimalMin("0")
    @DecimalMax("1")
    double meaningWeight();

    /** Weight of the words: BM25, as a share of what the query's words can bring. */
    @WithDefault("0.35")
    @DecimalMin("0")
    @DecimalMax("1")
    double wordsWeight();

    /** How much of its score a memory may lose with age, or gain by being of use, 0 to 1. */
    @WithDefault("0.15")
    @DecimalMin("0")
    @DecimalMax("1")
    double recencyWeight();

    /** How much of its score a memory without importance loses, 0 to 1. */
    @WithDefault("0.1")
    @DecimalMin("0")
    @DecimalMax("1")
    double importanceWeight();

    /** After how long half of what age can take is lost. */
    @WithDefault("30D")
    Duration halfLife();
}
