package io.focusforge.memory.search;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * A memory that may be an answer.
 *
 * @param similarity cosine of query and memory; absent when one of them has no embedding
 * @param words 0 to 1: the share of the query's words that the memory has
 */
record Candidate(UUID id, OptionalDouble similarity, double words, double importance, Instant createdAt) {}
