package io.focusforge.orchestrator.grounding;

import java.util.List;
import java.util.stream.Stream;

/** What was found, pieces of documents first, and how the search for it went. */
public record Sources(List<Source> items, States states) {
    /** By kind. */
    public record States(SourceState memories, SourceState documents) {
        /** Whether something may be missing. */
        public boolean areDegraded() {
            return Stream.of(memories, documents)
                    .anyMatch(state -> state == SourceState.DEGRADED || state == SourceState.UNAVAILABLE);
        }
    }

    public Sources {
        items = List.copyOf(items);
    }

    static Sources of(Found documents, Found memories) {
        var all = Stream.concat(documents.items().stream(), memories.items().stream())
                .toList();
        return new Sources(all, new States(memories.state(), documents.state()));
    }

    /** Sources of one kind. */
    record Found(List<Source> items, SourceState state) {
        static Found nothing(SourceState state) {
            return new Found(List.of(), state);
        }
    }
}
