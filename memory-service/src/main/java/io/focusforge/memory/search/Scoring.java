package io.focusforge.memory.search;

import java.time.Duration;
import java.time.Instant;

/**
 * One score for how well a memory answers, from 0 to 1, and up to 1.5 for what is used a lot.
 *
 * <pre>
 * relevance  = (wm · max(0, cosine) + ww · words) / (wm + ww)      without a cosine: relevance = words
 * recency    = 2 ^ (−age / half-life)                              age: since it was made or last of use
 * strength   = recency · (1 + log2(1 + uses) / 4)
 * time       = 1 + wr · (strength − 1), at least 0.3, at most 1.5
 * importance = 1 − wi · (1 − importance)
 * score      = relevance · time · importance
 * </pre>
 *
 * All but relevance only multiplies, so that what is irrelevant stays so, however new it is, and nothing is too old to be found.
 */
record Scoring(Weights weights, Duration halfLife) {
    private static final double LEAST = 0.3;
    private static final double MOST = 1.5;
    private static final double USES_PER_DOUBLE = 4;

    Scoring {
        if (weights.saysNothing()) {
            throw new IllegalArgumentException("meaning and words cannot both have no weight");
        }
    }

    Explanation score(Candidate candidate, Instant now) {
        var recency = recency(candidate, now);
        var relevance = relevance(candidate);
        var time = time(recency, candidate.access().count());
        var importance = 1 - weights.importance() * (1 - candidate.importance());
        return new Explanation(
                candidate.similarity().isPresent() ? candidate.similarity().getAsDouble() : null,
                candidate.words(),
                relevance,
                recency,
                candidate.access().count(),
                time,
                importance,
                relevance * time * importance);
    }

    private double relevance(Candidate candidate) {
        var similarity = candidate.similarity();
        return similarity.isPresent()
                ? (weights.meaning() * Math.clamp(similarity.getAsDouble(), 0, 1) + weights.words() * candidate.words())
                        / (weights.meaning() + weights.words())
                : candidate.words();
    }

    private double recency(Candidate candidate, Instant now) {
        var used = candidate.access().at();
        var since = used != null && used.isAfter(candidate.createdAt()) ? used : candidate.createdAt();
        var age = Math.max(0, Duration.between(since, now).toMillis());
        return Math.pow(2, -(double) age / halfLife.toMillis());
    }

    private double time(double recency, int uses) {
        var strength = recency * (1 + Math.log1p(uses) / Math.log(2) / USES_PER_DOUBLE);
        return Math.clamp(1 + weights.recency() * (strength - 1), LEAST, MOST);
    }
}
