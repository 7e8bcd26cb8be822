package io.focusforge.memory.learning;

import io.focusforge.common.overload.Priority;
import io.focusforge.memory.embedding.Embedder;
import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.embedding.Embeddings;
import io.focusforge.memory.memories.Content;
import io.focusforge.memory.memories.MemoryStore;
import io.focusforge.memory.memories.NewMemory;
import io.focusforge.memory.memories.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the memories that say the same in other words. Without embeddings it finds none. */
@ApplicationScoped
class Twins {
    private final Embedder embedder;
    private final Neighbours neighbours;
    private final MemoryStore memories;
    private final InferenceConfig config;
    private final Clock clock;
    private final Alike alike;

    Twins(Embedder embedder, Neighbours neighbours, MemoryStore memories, InferenceConfig config, Clock clock) {
        this.embedder = embedder;
        this.neighbours = neighbours;
        this.memories = memories;
        this.config = config;
        this.clock = clock;
        this.alike = new Alike(config.duplicateSimilarity());
    }

    /** The meanings of facts, in their order; empty when there are none to be had in time. */
    List<Embedding> meanings(Owner owner, List<Fact> facts) {
        if (facts.isEmpty()) {
            return List.of();
        }
        var texts = facts.stream().map(Fact::text).toList();
        return switch (embedder.embed(owner, texts, config.embeddingTimeout(), Priority.NORMAL)) {
            case Embeddings.Found(var found) -> found;
            case Embeddings.Refused _, Embeddings.Postponed _, Embeddings.Unavailable _ -> List.of();
        };
    }

    Optional<UUID> of(Owner owner, NewMemory request, Embedding meaning) {
        var now = clock.instant();
        var content = request.content();
        var near = neighbours.nearest(owner, meaning, Alike.OF_SAME_WORDS);
        var found = memories.findAll(
                owner, near.stream().map(Neighbours.Near::memory).toList(), now);
        return near.stream()
                .filter(one -> found.containsKey(one.memory()))
                .filter(one -> isSame(found.get(one.memory()).content(), content, one.similarity()))
                .map(Neighbours.Near::memory)
                .findFirst();
    }

    private boolean isSame(Content one, Content other, double similarity) {
        return one.place().equals(other.place())
                && one.type() == other.type()
                && one.validity().equals(other.validity())
                && alike.sayTheSame(one.text(), other.text(), similarity);
    }
}
