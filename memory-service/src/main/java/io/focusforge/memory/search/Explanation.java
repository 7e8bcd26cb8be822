package io.focusforge.memory.search;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How a score came about.
 *
 * @param meaning cosine of query and memory; left out when it is not known
 * @param words 0 to 1
 * @param relevance meaning and words by their weights
 * @param recency 1 for what was made or of use just now, half of it after each half-life
 * @param uses how often it was found before
 * @param time what recency and uses multiply the relevance with, 0.3 to 1.5
 * @param importance what importance multiplies it with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
        Double meaning,
        double words,
        double relevance,
        double recency,
        int uses,
        double time,
        double importance,
        double score) {}
