package io.focusforge.memory.consolidation;

import io.focusforge.memory.learning.Alike;
import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.MemoryType;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.memories.Tending;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Consolidates some memories of an owner. Doing it again changes nothing more. */
@ApplicationScoped
class Consolidation {
    private final Tending tending;
    private final Twins twins;
    private final ConsolidationConfig config;
    private final Alike alike;

    Consolidation(Tending tending, Twins twins, ConsolidationConfig config) {
        this.tending = tending;
        this.twins = twins;
        this.config = config;
        this.alike = new Alike(config.similarity());
    }

    Tally consolidate(Owner owner, List<Memory> memories) {
        var promoted = 0;
        for (var memory : memories) {
            promoted += isWorthKeeping(memory) && tending.keep(memory) ? 1 : 0;
        }
        return new Tally(memories.size(), promoted, merge(owner, memories));
    }

    private boolean isWorthKeeping(Memory memory) {
        return memory.content().type() == MemoryType.SHORT_TERM
                && (memory.access().count() >= config.usedOften()
                        || memory.content().importance() >= config.important());
    }

    /** Read anew: one of them may have been kept, or merged, a moment ago. */
    private int merge(Owner owner, List<Memory> memories) {
        var candidates = memories.stream()
                .filter(memory -> memory.content().type() != MemoryType.EPISODIC)
                .map(Memory::id)
                .toList();
        var near = twins.of(owner, candidates, config.similarity());
        var merged = 0;
        for (var id : candidates) {
            merged += merge(owner, id, near) ? 1 : 0;
        }
        return merged;
    }

    private boolean merge(Owner owner, UUID id, Map<UUID, List<UUID>> near) {
        return tending.merge(owner, id, near.getOrDefault(id, List.of()), this::sayTheSame);
    }

    /** Of memories that are near in meaning. */
    private boolean sayTheSame(Memory one, Memory other) {
        var content = one.content();
        return content.place().equals(other.content().place())
                && content.type() == other.content().type()
                && content.validity().equals(other.content().validity())
                && alike.sayTheSame(content.text(), other.content().text(), config.similarity());
    }
}
