package io.focusforge.memory.search;

import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.memories.Access;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * A memory that may be an answer.
 *
 * @param embedding absent when no model takes its text
 * @param similarity cosine of query and memory; absent when one of them has no embedding
 * @param words 0 to 1: how much of what the query's words can bring the memory has
 */
record Candidate(
        UUID id,
        Optional<Embedding> embedding,
        OptionalDouble similarity,
        double words,
        double importance,
        Instant createdAt,
        Access access) {}
