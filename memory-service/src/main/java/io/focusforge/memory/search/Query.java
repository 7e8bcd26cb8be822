package io.focusforge.memory.search;

import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.filter.Filter;
import io.focusforge.memory.memories.MemoryType;
import io.focusforge.memory.memories.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of the index.
 *
 * @param meaning absent when no embedding of the text was to be had, or when it counts nothing
 * @param namespace all when absent
 * @param weights complete
 */
record Query(
        Owner owner,
        String text,
        Optional<Embedding> meaning,
        int limit,
        List<MemoryType> types,
        Optional<String> namespace,
        Optional<Filter> filter,
        Weights weights,
        Instant now) {}
