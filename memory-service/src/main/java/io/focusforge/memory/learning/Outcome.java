package io.focusforge.memory.learning;

import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.MemoryView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** An answer without what it says: the ids of its memories. */
record Outcome(List<UUID> added, List<Pair> merged, List<UUID> superseded, boolean degraded, String model) {
    /** A memory and the one that took it up. */
    record Pair(UUID given, UUID into) {}

    static Outcome of(Learned learned) {
        return new Outcome(
                learned.added().stream().map(MemoryView::id).toList(),
                learned.merged().stream()
                        .map(pair -> new Pair(pair.given(), pair.into().id()))
                        .toList(),
                learned.superseded().stream().map(MemoryView::id).toList(),
                learned.degraded(),
                learned.model());
    }

    /** As the memories are by now; those that are gone are left out. */
    Learned asOf(Function<Collection<UUID>, Map<UUID, Memory>> find) {
        var ids = Stream.of(added, merged.stream().map(Pair::into).toList(), superseded)
                .flatMap(List::stream)
                .distinct()
                .toList();
        var found = find.apply(ids);
        return new Learned(
                views(added, found),
                merged.stream()
                        .filter(pair -> found.containsKey(pair.into()))
                        .map(pair -> new Learned.Merged(pair.given(), MemoryView.of(found.get(pair.into()))))
                        .toList(),
                views(superseded, found),
                degraded,
                model);
    }

    private static List<MemoryView> views(List<UUID> ids, Map<UUID, Memory> found) {
        return ids.stream()
                .filter(found::containsKey)
                .map(id -> MemoryView.of(found.get(id)))
                .toList();
    }
}
