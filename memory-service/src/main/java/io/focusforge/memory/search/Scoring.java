package io.focusforge.memory.search;

import java.time.Duration;
import java.time.Instant;

/**
 * One score from 0 to 1 for how well a memory answers.
 *
 * <pre>
 * relevance = (wm · max(0, cosine) + ww · words) / (wm + ww)      without a cosine: relevance = words
 * recency   = 2 ^ (−age / half-life)
 * score     = relevance · (1 − wr · (1 − recency)) · (1 − wi · (1 − importance))
 * </pre>
 *
 * Age and importance only ever take something away, so that what is irrelevant stays so, however new it is.
 */
record Scoring(double meaning, double words, double recency, double importance, Duration halfLife) {
    Scoring {
        if (meaning + words <= 0) {
            throw new IllegalArgumentException("meaning and words cannot both have no weight");
        }
    }

    static Scoring of(SearchConfig config) {
        return new Scoring(
                config.meaningWeight(),
                config.wordsWeight(),
                config.recencyWeight(),
                config.importanceWeight(),
                config.halfLife());
    }

    double score(Candidate candidate, Instant now) {
        return relevance(candidate) * freshness(candidate, now) * (1 - importance * (1 - candidate.importance()));
    }

    private double relevance(Candidate candidate) {
        var similarity = candidate.similarity();
        return similarity.isPresent()
                ? (meaning * Math.clamp(similarity.getAsDouble(), 0, 1) + words * candidate.words()) / (meaning + words)
                : candidate.words();
    }

    private double freshness(Candidate candidate, Instant now) {
        var age = Math.max(0, Duration.between(candidate.createdAt(), now).toMillis());
        var rest = Math.pow(2, -(double) age / halfLife.toMillis());
        return 1 - recency * (1 - rest);
    }
}
