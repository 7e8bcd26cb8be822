package io.focusforge.memory.search;

/** A candidate with its score. */
record Ranked(Candidate candidate, Explanation explanation) {
    double score() {
        return explanation.score();
    }
}
