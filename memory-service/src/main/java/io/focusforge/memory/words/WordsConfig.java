package io.focusforge.memory.words;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;

/** How texts are found by their words. */
@ConfigMapping(prefix = "focusforge.memory.words")
public interface WordsConfig {
    /**
     * The text search configuration of PostgreSQL that makes words of texts, such as `english`, `german` or `simple`. What is indexed
     * already keeps its words.
     */
    @WithDefault("english")
    @Pattern(regexp = "[a-z_]{1,60}")
    String language();

    /** BM25's k1: how much a word still counts that occurs again. */
    @WithDefault("1.2")
    @DecimalMin("0")
    @DecimalMax("10")
    double k1();

    /** BM25's b: how much the length of a text is set against it, 0 to 1. */
    @WithDefault("0.75")
    @DecimalMin("0")
    @DecimalMax("1")
    double b();

    /** At which share of the best possible BM25 score a text has a bit more than half of the highest score. */
    @WithDefault("0.2")
    @DecimalMin("0.01")
    @DecimalMax("10")
    double pivot();
}
