package io.focusforge.memory.learning;

import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.MemoryView;
import io.focusforge.memory.memories.Remembered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Adds up what became of several memories. */
final class Ledger {
    private final Map<UUID, MemoryView> added = new LinkedHashMap<>();
    private final List<Learned.Merged> merged = new ArrayList<>();
    private final Map<UUID, MemoryView> superseded = new LinkedHashMap<>();

    void note(Remembered remembered) {
        switch (remembered) {
            case Remembered.First(var memory, var old) -> {
                added.put(memory.id(), MemoryView.of(memory));
                old.forEach(this::supersede);
            }
            case Remembered.Merged(var into, var given) -> {
                merged.add(new Learned.Merged(given.id(), MemoryView.of(into)));
                added.computeIfPresent(into.id(), (_, _) -> MemoryView.of(into));
            }
            case Remembered.Again(var memory, var _) -> added.put(memory.id(), MemoryView.of(memory));
        }
    }

    private void supersede(Memory old) {
        superseded.put(old.id(), MemoryView.of(old));
        added.computeIfPresent(old.id(), (_, _) -> MemoryView.of(old));
    }

    Learned read(boolean degraded, String model) {
        return new Learned(List.copyOf(added.values()), merged, List.copyOf(superseded.values()), degraded, model);
    }

    Learned verbatim() {
        return new Learned(List.copyOf(added.values()), merged, List.copyOf(superseded.values()), null, null);
    }
}
